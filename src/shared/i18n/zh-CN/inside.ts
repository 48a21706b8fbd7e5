/** Strings of the view 透视, which is still to come. */
export const inside = {
  title: '透视',
  coming: '这个视图还在做',
  text: '在这里，你将能逐层看一个数字怎样流过网络：每个神经元的激活、误差怎样一层层传回来、梯度检验、混淆矩阵。',
  now: '网络的内部，现在已经能在这些地方看到',
  place: {
    train: { title: '隐藏层正在学什么', text: '训练视图底部：W1 的每一列，随训练变化' },
    draw: { title: '网络看到的 28×28', text: '识别视图：输入的图像和每一类的概率' },
    data: { title: '每一类的平均图', text: '数据视图：网络要分开的究竟是什么' },
  },
  diagram: '两层网络：{inputs} 个输入，{hidden} 个隐藏神经元，{classes} 个输出',
}
