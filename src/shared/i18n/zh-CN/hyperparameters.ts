import type { HyperparameterTexts } from '../hyperparameterTexts'

/** Names and explanations of the hyperparameters, in the book's words. */
export const hyperparameters: HyperparameterTexts = {
  hidden: { label: '隐藏层神经元', help: '隐藏层神经元的个数。越多，网络能表示的越复杂，计算也越慢。书中用 50。' },
  batch: { label: '批大小', help: '每次更新从训练数据里随机取出多少张图像（mini-batch）。书中用 100。' },
  lr: { label: '学习率', help: '每次更新沿梯度方向走多远：W ← W − η·∂L/∂W。太小学得慢，太大会发散。书中用 0.1。' },
  iterations: {
    label: '迭代次数',
    help: '一共更新多少次权重。训练数据 60,000 张、批大小 100 时，600 次迭代是一轮（epoch）。书中用 10,000。',
  },
  std: { label: '初始权重标准差', help: '初始权重取自高斯分布，这是它的标准差。书中用 0.01。' },
  seed: { label: '随机种子', help: '决定初始权重和每批取哪些图像，与 np.random.seed 相同。同一个种子得到同一次训练。' },
  engine: {
    label: '计算引擎',
    help: 'SIMD 单精度最快；float64 与书中的 NumPy 程序逐位对照。',
    options: { simd: 'SIMD 单精度', float64: 'float64（与 NumPy 一致）' },
  },
  optimizer: {
    label: '优化器',
    help: '怎样用梯度更新权重。书中的程序用 SGD；其余三种见书的第 6 章。',
    options: { sgd: 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' },
  },
  weightInit: {
    label: '权重初始值',
    help: '初始权重的标准差：固定值，或按上一层的神经元个数 n 取 √(1/n)（Xavier）、√(2/n)（He）。',
    options: { std: '固定标准差', xavier: 'Xavier', he: 'He' },
  },
  shift: {
    label: '±2 像素平移',
    help: '训练时把每张图像随机平移最多 2 个像素。位置偏一点的数字也认得出来，手写板上的数字多认对一些。',
  },
  targetAccuracy: { label: '目标精度', help: '测试精度达到它就停止；0 表示不用。' },
  patience: { label: '耐心', help: '测试精度连续这么多轮没有提高就停止；0 表示不用。' },
  decay: {
    label: '学习率衰减',
    help: '训练过程中让学习率逐渐变小。',
    options: { none: '不衰减', step: '阶梯', exponential: '指数', cosine: '余弦' },
  },
  unit: { neurons: '个', images: '张', iterations: '次', epochs: '轮' },
}
