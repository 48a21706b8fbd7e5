import { join } from 'node:path'

// This module is only imported by the main entry, so that it stays in out/main/index.js and this folder is out/main.
const out = join(import.meta.dirname, '..')

/** Where the build puts what the main process opens. */
export const PATHS = {
  preload: join(out, 'preload/index.cjs'),
  renderer: join(out, 'renderer'),
  trainer: join(out, 'main/trainer.js'),
  icon: join(out, '../resources/icon.png'),
} as const
