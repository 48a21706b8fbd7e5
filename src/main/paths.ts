import { join } from 'node:path'
import { app } from 'electron'

// Not from where this code lies: the build may put it into any file of out/main.
const out = join(app.getAppPath(), 'out')

/** Where the build puts what the main process opens. */
export const PATHS = {
  preload: join(out, 'preload/index.cjs'),
  renderer: join(out, 'renderer'),
  trainer: join(out, 'main/trainer.js'),
  /** resources/icon.png at 256 px: 1024 take 60 ms longer to hand to the window system. */
  icon: join(out, '../resources/windowIcon.png'),
} as const
