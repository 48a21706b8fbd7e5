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
    file: '导入的权重',
    frozen: '训练在跑，这里停在第 {n} 次迭代',
    latest: '看最新的',
    follow: '跟随训练',
    followHelp: '训练时每秒取一次最新的迭代',
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
  ...insideBackprop,
}
