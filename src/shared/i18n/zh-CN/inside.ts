import { insideBackprop } from './insideBackprop'
import { insideCheck } from './insideCheck'
import { insideMistakes } from './insideMistakes'
import { insideNeurons } from './insideNeurons'

/** 透视视图的文字。 */
export const inside = {
  title: '透视',
  tab: { backprop: '反向传播', neurons: '隐藏神经元', check: '梯度确认', mistakes: '错在哪里' },
  source: { label: '图像来自', batch: '小批量', mistake: '错题', pad: '书写板' },
  whole: { label: '看一张还是整批', one: '单张', all: '整批' },
  weights: {
    label: '权重',
    iteration: '第 {n} 次迭代',
    untrained: '还没训练',
    file: '载入的权重',
    frozen: '训练在跑，这里停在第 {n} 次迭代',
    latest: '看最新的',
    follow: '跟随训练',
    followHelp: '训练时每两秒取一次最新的迭代',
  },
  empty: {
    noData: '先载入数据',
    noDataText: '有了图像，才能看它们怎样流过网络。',
    toData: '去数据视图',
    mismatch: '权重和数据不配',
    mismatchText: '正在使用的权重的输入或类别数和当前数据集不同。载入配套的数据，或重新训练。',
    crashed: '训练进程停了。重启之后再看。',
    waiting: '正在取一次迭代…',
  },
  check: insideCheck,
  mistakes: insideMistakes,
  neurons: insideNeurons,
  compare: {
    title: '对照我的数字',
    help: '把自己程序里的一个数组贴进来，或选一个 .npy。权重和小批量用旁边保存的 .npz，得到的就该是同样的数字。',
    array: '哪个数组',
    rows: '行：小批量的每一张',
    paste: '贴上 print(数组) 的结果',
    file: '或选一个 .npy',
    compare: '对照',
    close: '关闭',
    same: '全部相同：{n} 个数，最大只差 {largest}。',
    differs: '第一处不同：{entry}，在“{stop}”。这里是 {expected}，你的是 {found}。共 {count} 处不同。',
    length: '个数不对：形状是 {shape}，要 {expected} 个，你给了 {found} 个。',
    abridged: 'NumPy 省略了中间的数。先运行 np.set_printoptions(threshold=10**9)，或用 np.save 存成 .npy。',
    unreadable: '没有读出数字。',
  },
  ...insideBackprop,
}
