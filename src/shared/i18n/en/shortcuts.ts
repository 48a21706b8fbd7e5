import type { shortcuts as zh } from '../zh-CN/shortcuts'

/** The list of keys: what is printed on them, and what they do. */
export const shortcuts: typeof zh = {
  title: 'Keyboard',
  close: 'Close the list of keys',
  group: { training: 'Training', charts: 'Charts', drawing: 'Read', runs: 'Runs', window: 'Window' },
  key: {
    toggle: { keys: 'Space', does: 'Start, pause, resume training' },
    step: { keys: '→', does: 'Step: one iteration' },
    stop: { keys: 'S', does: 'Stop: end this run; its weights stay' },
    restart: { keys: 'R', does: 'Restart: same seed, from the beginning' },
    anotherSeed: { keys: 'Shift+R', does: 'Another seed: new initial weights, from the beginning' },
    zoom: { keys: '+ −', does: 'On a focused chart: zoom in and out' },
    pan: { keys: '← →', does: 'On a focused chart: read point by point' },
    whole: { keys: '0', does: 'On a focused chart: reset the zoom' },
    digits: { keys: '0–9', does: 'Say which digit the drawing is' },
    undo: { keys: 'Ctrl+Z', does: 'Undo a stroke' },
    redo: { keys: 'Ctrl+Y', does: 'Redo a stroke' },
    rename: { keys: 'F2', does: 'Rename the focused run' },
    rows: { keys: '↑ ↓', does: 'Move between runs' },
    views: { keys: 'Ctrl+1–6', does: 'Go to a view (desktop)' },
    open: { keys: 'Ctrl+O', does: 'Open a dataset folder (desktop)' },
    list: { keys: '?', does: 'Show this list' },
  },
}
