// The rooms of src, from the bottom up. The lint rule (rule.mjs), the picture in docs/architecture.svg (picture.mjs) and
// test/scripts/ladder.test.ts all read this table.

/**
 * A room may import only from lower levels of its own runtime and of the neutral one. `says` is the caption in the picture.
 */
export const RUNTIMES = {
  neutral: [
    [
      { room: 'kernels', says: 'SIMD kernels in AssemblyScript, their build' },
      { room: 'shared/core', says: 'errors, Result, file signatures' },
    ],
    [{ room: 'shared/random', says: "NumPy's Mersenne Twister" }],
    [
      { room: 'shared/image', says: 'strokes and photographs to 28×28' },
      { room: 'shared/nn', says: "the book's classes" },
    ],
    [{ room: 'shared/data', says: 'datasets, readers, own digits' }],
    [
      { room: 'shared/engine', says: 'float64 and SIMD behind one interface' },
      { room: 'shared/formats', says: '.npy and .npz' },
    ],
    [{ room: 'shared/training', says: 'hyperparameters, session, history' }],
    [
      { room: 'shared/runs', says: 'records, checkpoints, settings codes' },
      { room: 'shared/inside', says: 'one iteration, step by step' },
    ],
    [{ room: 'shared/contract', says: 'the routes between page, host and trainer' }],
    [
      { room: 'shared/host', says: 'shared code of both hosts' },
      { room: 'shared/trainer', says: 'the training service' },
      { room: 'shared/i18n', says: 'every visible string' },
    ],
  ],
  node: [
    [
      { room: 'node', says: 'folders and files' },
      { room: 'trainer/node', says: 'utility process, helper' },
    ],
    [
      { room: 'main', says: 'window, menu, dialogs' },
      { room: 'cli', says: 'train, predict, sample' },
    ],
  ],
  preload: [[{ room: 'preload', says: 'window.studio' }]],
  page: [
    [
      { room: 'trainer/browser', says: 'web worker, helper' },
      { room: 'renderer/state', says: 'shared stores, language' },
    ],
    [{ room: 'renderer/ui', says: 'shared controls' }],
    [{ room: 'renderer/charts', says: 'live curves on Chart.js' }],
    [{ room: 'renderer/features/settings', says: '' }],
    [{ room: 'renderer/features/data', says: '' }],
    [{ room: 'renderer/features/draw', says: '' }],
    [
      { room: 'renderer/features/train', says: '' },
      { room: 'renderer/features/runs', says: '' },
    ],
    [{ room: 'renderer/features/inside', says: '' }],
    [{ room: 'renderer/hosts', says: 'Electron or browser' }],
    [{ room: 'renderer/app', says: 'frame, commands' }],
    [{ room: 'renderer', says: 'main.ts' }],
  ],
}

/** Every room: its name, runtime and level. */
export const ROOMS = Object.entries(RUNTIMES).flatMap(([runtime, levels]) =>
  levels.flatMap((rooms, level) => rooms.map(({ room }) => ({ room, runtime, level }))),
)

/**
 * @param file - path from the root with slashes, as src/shared/nn/layers/affine.ts
 * @returns the innermost room that contains the file; undefined outside src and directly in src/shared
 */
export const roomOf = (file) =>
  ROOMS.filter(({ room }) => file.startsWith(`src/${room}/`)).sort((a, b) => b.room.length - a.room.length)[0]

/** @returns whether a room may import from another one */
export const mayImport = (from, to) =>
  from.room === to.room ||
  (to.runtime === 'neutral' && from.runtime !== 'neutral') ||
  (to.runtime === from.runtime && to.level < from.level)
