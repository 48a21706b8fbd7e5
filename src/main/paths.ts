import { join } from 'node:path'
import { app } from 'electron'

// Not relative to this module: the build may put it into any file of out/main.
const out = join(app.getAppPath(), 'out')

/** Build outputs that the main process opens. */
export const PATHS = {
  preload: join(out, 'preload/index.cjs'),
  renderer: join(out, 'renderer'),
  trainer: join(out, 'main/trainer.js'),
  /** resources/icon.png at 256 px: at 1024 px the window system takes 60 ms longer. */
  icon: join(out, '../resources/windowIcon.png'),
} as const
