/** Strings of the view 透视, which is still to come. */
export const inside = {
  title: '透视',
  coming: '此视图正在开发中',
  text: '在这里可以逐层查看一个数字如何通过网络：每个神经元的激活值、误差的反向传播、梯度检验和混淆矩阵。',
  now: '目前可以在以下位置看到网络内部',
  place: {
    train: { title: '隐藏层正在学什么', text: '“训练”视图底部：W1 的各列，随训练变化' },
    draw: { title: '网络看到的 28×28 图像', text: '“识别”视图：输入图像和各类别的概率' },
    data: { title: '各类别的平均图像', text: '“数据”视图：网络需要区分的图像' },
  },
  diagram: '两层网络：{inputs} 个输入，{hidden} 个隐藏神经元，{classes} 个输出',
}
