/** Strings of the Train view: presets, previews, chart tools. */
export const training = {
  lesson: {
    rateTooHigh: '测试精度 {test}，与随机猜测无异：损失曾远高于随机猜测，说明学习率过大。把学习率调小再试。',
    learnedNothing: '测试精度 {test}，与随机猜测无异：步子太小或次数太少。试试更大的学习率或更多的迭代。',
    overfitting:
      '训练精度 {train}，测试精度 {test}，相差 {gap} 个百分点：过拟合。试试更多的训练数据（如 MNIST）、±2 像素平移，或更小的隐藏层。',
    stillImproving: '最近 {epochs} 轮，测试精度又提高了 {gain} 个百分点：还在进步，继续训练会更好。',
    plateau:
      '最近 {epochs} 轮，测试精度变化 {gain} 个百分点：已经不再提高。试试更大的隐藏层、其他优化器或 ±2 像素平移。',
    learned: '测试精度 {test}。现在写一个数字试试，或看看它在哪些图像上出错。',
  },
  presets: '预设',
  preset: {
    book: { label: '书中默认', help: '隐藏层 50、批大小 100、学习率 0.1、10,000 次迭代，与书中第 5 章相同' },
    fast: { label: '快速', help: '2,000 次迭代、学习率 0.3：几秒钟完成；在 MNIST 上精度约 96%' },
    wide: { label: '大隐藏层', help: '隐藏层 200 个神经元：精度更高，每次迭代更慢' },
    small: { label: '小批量', help: '每批只取 10 张：损失曲线波动剧烈；在 MNIST 上 10,000 次迭代只有 1.7 轮' },
    tooLarge: { label: '学习率过大会怎样', help: '学习率设为 3：观察损失骤升、网络退化为随机猜测，再按提示修复' },
  },
  shiftGain:
    '实测（MNIST，5 个种子，关 → 开）：平移后的测试图像 77.7% → 95.7%，书写板 94.7% → 95.4%，测试精度 97.0% → 96.8%。可在“识别”中自行测试。',
  decay: { curve: '学习率随迭代的变化：从 {first} 到 {last}', from: '开始 {n}', to: '结束 {n}' },
  best: {
    restore: '最佳权重',
    restoreHelp: '换用第 {epoch} 轮的权重，测试精度 {accuracy}',
    last: '最终权重',
    lastHelp: '换回最后一次迭代的权重',
    inUse: '使用第 {epoch} 轮的最佳权重识别（测试精度 {accuracy}）',
  },
  chart: {
    smoothing: '平滑系数',
    png: '导出 PNG（2 倍清晰度）',
    csv: '导出 CSV（全部原始数据）',
    copy: '复制图像',
    copied: '图像已复制',
    mark: {
      learningRate: '学习率改为 {rate}',
      remedy: '补救：学习率 {rate}',
      planned: '共 {planned} 次',
      paused: '暂停',
      best: '最佳 {accuracy}',
      diverged: '发散',
      collapsed: '停止学习',
    },
    note: {
      learningRate: '◆ 第 {iteration} 次迭代起学习率为 {rate}',
      remedy: '◆ 第 {iteration} 次迭代起补救：学习率降为 {rate}',
      planned: '▸ 第 {iteration} 次迭代后，迭代次数改为 {planned}',
      paused: '‖ 第 {iteration} 次迭代后暂停',
      best: '○ 第 {epoch} 轮：测试精度最佳，{accuracy}',
      diverged: '✕ 第 {iteration} 次迭代发散',
      collapsed: '✕ 损失升到 {peak} 之后，网络与随机猜测无异',
    },
  },
}
