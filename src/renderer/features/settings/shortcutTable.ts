/** The list of keys as people see it: groups in order, keys of i18n `shortcuts.key.*`. */
export const SHORTCUT_GROUPS = [
  { name: 'training', keys: ['toggle', 'step', 'stop', 'restart', 'anotherSeed'] },
  { name: 'charts', keys: ['zoom', 'pan', 'whole'] },
  { name: 'drawing', keys: ['digits', 'undo', 'redo'] },
  { name: 'runs', keys: ['rows', 'rename'] },
  { name: 'window', keys: ['views', 'open', 'list'] },
] as const
