import type { HyperparameterTexts } from '../hyperparameterTexts'

/** Names and explanations of the hyperparameters, in the book's words. */
export const hyperparameters: HyperparameterTexts = {
  hidden: { label: '隐藏层神经元', help: '隐藏层神经元的个数。越多，网络的表达能力越强，但训练越慢。书中用 50。' },
  batch: { label: '批大小', help: '每次更新从训练数据中随机抽取的图像数（mini-batch）。书中用 100。' },
  lr: { label: '学习率', help: '每次更新沿负梯度方向走多远：W ← W − η·∂L/∂W。过小学得慢，过大会发散。书中用 0.1。' },
  iterations: {
    label: '迭代次数',
    help: '权重更新的总次数。训练数据 60,000 张、批大小 100 时，600 次迭代为一轮（epoch）。书中用 10,000。',
  },
  std: { label: '初始权重标准差', help: '初始权重取自高斯分布，此为其标准差。书中用 0.01。' },
  seed: {
    label: '随机种子',
    help: '决定初始权重和每批取哪些图像，与 np.random.seed 相同。种子相同，训练过程就完全相同。',
  },
  engine: {
    label: '计算引擎',
    help: 'SIMD 单精度最快；float64 与书中的 NumPy 程序结果一致。',
    options: { simd: 'SIMD 单精度', float64: 'float64（与 NumPy 一致）' },
  },
  optimizer: {
    label: '优化器',
    help: '用梯度更新权重的方法。书中第 5 章的程序用 SGD；其余三种见第 6 章。',
    options: { sgd: 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' },
  },
  weightInit: {
    label: '权重初始值',
    help: '初始权重的标准差：固定值，或按上一层的神经元个数 n 取 √(1/n)（Xavier）、√(2/n)（He）。',
    options: { std: '固定标准差', xavier: 'Xavier', he: 'He' },
  },
  shift: {
    label: '±2 像素平移',
    help: '训练时把每张图像随机平移最多 2 个像素。位置略偏的数字也能识别，手写数字的识别率也会略有提高。',
  },
  handwriting: {
    label: '各种写法',
    help: '在训练数据中加入程序按世界各地写法写出的数字（带钩的 9、带横的 7、一笔写成的 4 ……），此为其占训练图像的比例；0 表示不加入。测试数据不变。手写数字的识别率会明显提高。',
  },
  targetAccuracy: { label: '目标精度', help: '测试精度达到此值时停止训练；0 表示不启用。' },
  patience: { label: '早停耐心（轮）', help: '测试精度连续这么多轮没有提高时停止训练；0 表示不启用。' },
  decay: {
    label: '学习率衰减',
    help: '训练过程中逐渐降低学习率。',
    options: { none: '不衰减', step: '阶梯', exponential: '指数', cosine: '余弦' },
  },
  unit: { neurons: '个', images: '张', iterations: '次', epochs: '轮' },
}
