import type { shortcuts as zh } from '../zh-CN/shortcuts'

/** Descriptions in the list of shortcuts. */
export const shortcuts: typeof zh = {
  title: 'Keyboard shortcuts',
  close: 'Close the list of shortcuts',
  group: { training: 'Training', charts: 'Charts', drawing: 'Draw', runs: 'Runs', window: 'Window' },
  key: {
    toggle: { does: 'Start, pause, resume training' },
    step: { does: 'Step: run one iteration, then pause' },
    stop: { does: 'Stop: end this run and keep its weights' },
    lengthen: { does: 'Train longer: continue an ended run' },
    restart: { does: 'Restart (same initial weights)' },
    anotherSeed: { does: 'New seed & train' },
    zoom: { does: 'On a focused chart: zoom in and out' },
    pan: { does: 'On a focused chart: read point by point' },
    whole: { does: 'On a focused chart: reset the zoom' },
    digits: { does: 'Label the digit just drawn' },
    undo: { does: 'Undo a stroke' },
    redo: { does: 'Redo a stroke' },
    rename: { does: 'Rename the selected run' },
    rows: { does: 'Move between runs' },
    views: { does: 'Switch views (desktop)' },
    openFolder: { does: 'Open a dataset folder (desktop)' },
    shortcuts: { does: 'Show the list of shortcuts' },
  },
}
