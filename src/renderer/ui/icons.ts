/** Paths of the icons on a 24x24 grid; stroked, except those in FILLED. */
export const ICONS = {
  data: 'M5 6c0-1.7 3.1-3 7-3s7 1.3 7 3-3.1 3-7 3-7-1.3-7-3zM5 6v12c0 1.7 3.1 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3.1 3 7 3s7-1.3 7-3',
  train: 'M4 4v16h16M7 15l4-5 3 3 5-7',
  draw: 'M4 20l4-1L19 8l-3-3L5 16zM14 7l3 3',
  inside:
    'M8 12a2.5 2.5 0 1 0-5 0 2.5 2.5 0 0 0 5 0zM20 5.5a2.5 2.5 0 1 0-5 0 2.5 2.5 0 0 0 5 0zM20 18.5a2.5 2.5 0 1 0-5 0 2.5 2.5 0 0 0 5 0zM7.8 11l7.5-4.2M7.8 13l7.5 4.2',
  runs: 'M4 12a8 8 0 1 0 2.4-5.7L4 9M4 4v5h5M12 8v4.5l3 2',
  star: 'M12 4l2.5 5.1 5.6.8-4 3.9.9 5.6-5-2.6-5 2.6.9-5.6-4-3.9 5.6-.8z',
  starred: 'M12 4l2.5 5.1 5.6.8-4 3.9.9 5.6-5-2.6-5 2.6.9-5.6-4-3.9 5.6-.8z',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  archive: 'M4 5h16v4H4zM6 9v10h12V9M10 13h4',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1',
  undo: 'M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  redo: 'M15 14l5-5-5-5M20 9H10a6 6 0 0 0 0 12h3',
  eraser: 'M20 20H9l-5-5a1.5 1.5 0 0 1 0-2l8-8a1.5 1.5 0 0 1 2 0l6 6a1.5 1.5 0 0 1 0 2l-7 7M8 9l7 7',
  clear: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  replay: 'M5 12a7 7 0 1 1 2.2 5.1M5 12l-2-2.5M5 12l2.6-1.9M10.5 9.3v5.4l4.2-2.7z',
  picture: 'M4 5h16v14H4zM9.5 9.5a1 1 0 1 1-2 0 1 1 0 0 1 2 0zM4 17l5-4.5 3.5 3 3-2.5L20 17',
  folder: 'M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z',
  shuffle:
    'M4 7h3c4 0 6 10 10 10h3M4 17h3c1.6 0 2.9-1.6 4-3.5M13 10.5C14.1 8.6 15.4 7 17 7h3M18 4l3 3-3 3M18 14l3 3-3 3',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 16V5M7 9l5-5 5 5M5 20h14',
  close: 'M6 6l12 12M18 6L6 18',
  first: 'M17 6l-6 6 6 6M7 6v12',
  previous: 'M15 6l-6 6 6 6',
  next: 'M9 6l6 6-6 6',
  last: 'M7 6l6 6-6 6M17 6v12',
  chevron: 'M6 9l6 6 6-6',
  reset: 'M4 12a8 8 0 1 0 2.4-5.7L4 9M4 4v5h5',
  warning: 'M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.7v.3',
  keyboard: 'M3 6h18v12H3zM7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14h8',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9h10v11H9zM5 15V4h10',
  play: 'M7 5.5v13l11-6.5z',
  pause: 'M7 5h3.5v14H7zM13.5 5H17v14h-3.5z',
  stop: 'M6.5 6.5h11v11h-11z',
  step: 'M6 5.5v13l8-6.5zM16 5.5h2.5v13H16z',
  rewind: 'M18 5.5v13L10 12zM5.5 5.5H8v13H5.5z',
} as const

export type IconName = keyof typeof ICONS

export const FILLED: ReadonlySet<IconName> = new Set(['starred', 'play', 'pause', 'stop', 'step', 'rewind'])
