/** Descriptions in the list of shortcuts. */
export const shortcuts = {
  title: '快捷键',
  close: '关闭快捷键列表',
  group: { training: '训练', charts: '图表', drawing: '识别', runs: '记录', window: '窗口' },
  key: {
    toggle: { does: '开始、暂停、继续训练' },
    step: { does: '单步：执行一次迭代，然后暂停' },
    stop: { does: '停止：结束这次训练，保留权重' },
    restart: { does: '重新训练（相同初始权重）' },
    anotherSeed: { does: '换种子并训练' },
    zoom: { does: '焦点在图上：放大、缩小' },
    pan: { does: '焦点在图上：逐点读数' },
    whole: { does: '焦点在图上：还原缩放' },
    digits: { does: '标注刚写的数字' },
    undo: { does: '撤销一笔' },
    redo: { does: '重做一笔' },
    rename: { does: '重命名选中的训练' },
    rows: { does: '在各次训练之间移动' },
    views: { does: '切换视图（桌面版）' },
    openFolder: { does: '打开数据集文件夹（桌面版）' },
    shortcuts: { does: '显示快捷键列表' },
  },
}
