/** The list of keys: what is printed on them, and what they do. */
export const shortcuts = {
  title: '快捷键',
  close: '关闭快捷键列表',
  group: { training: '训练', charts: '图表', drawing: '识别', runs: '记录', window: '窗口' },
  key: {
    toggle: { keys: '空格', does: '开始、暂停、继续训练' },
    step: { keys: '→', does: '单步：只做一次迭代' },
    stop: { keys: 'S', does: '停止：结束这次训练，权重保留' },
    restart: { keys: 'R', does: '重来：同一个种子，从头训练' },
    anotherSeed: { keys: 'Shift+R', does: '换种子：新的初始权重，从头训练' },
    zoom: { keys: '+ −', does: '焦点在图上：放大、缩小' },
    pan: { keys: '← →', does: '焦点在图上：逐点读数' },
    whole: { keys: '0', does: '焦点在图上：还原缩放' },
    digits: { keys: '0–9', does: '告诉它写的其实是哪个数字' },
    undo: { keys: 'Ctrl+Z', does: '撤销一笔' },
    redo: { keys: 'Ctrl+Y', does: '重做一笔' },
    rename: { keys: 'F2', does: '给选中的训练改名' },
    rows: { keys: '↑ ↓', does: '在各次训练之间移动' },
    views: { keys: 'Ctrl+1–6', does: '切换视图（桌面版）' },
    open: { keys: 'Ctrl+O', does: '打开数据集文件夹（桌面版）' },
    list: { keys: '?', does: '显示这张列表' },
  },
}
