import type { shortcuts as zh } from '../zh-CN/shortcuts'

/** The list of keys: what they do. */
export const shortcuts: typeof zh = {
  title: 'Keyboard shortcuts',
  close: 'Close the list of keys',
  group: { training: 'Training', charts: 'Charts', drawing: 'Draw', runs: 'Runs', window: 'Window' },
  key: {
    toggle: { does: 'Start, pause, resume training' },
    step: { does: 'Step: one iteration' },
    stop: { does: 'Stop: end this run; its weights stay' },
    restart: { does: 'Restart: same seed, from the beginning' },
    anotherSeed: { does: 'New seed: new initial weights, from the beginning' },
    zoom: { does: 'On a focused chart: zoom in and out' },
    pan: { does: 'On a focused chart: read point by point' },
    whole: { does: 'On a focused chart: reset the zoom' },
    digits: { does: 'Say which digit the drawing is' },
    undo: { does: 'Undo a stroke' },
    redo: { does: 'Redo a stroke' },
    rename: { does: 'Rename the focused run' },
    rows: { does: 'Move between runs' },
    views: { does: 'Go to a view (desktop)' },
    openFolder: { does: 'Open a dataset folder (desktop)' },
    shortcuts: { does: 'Show this list' },
  },
}
