// Finds what the e2e suite needs: a Chromium, an Electron runtime, a display, and a Python with NumPy.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** @returns whether a command is on the PATH */
const hasCommand = (name) => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0

const SYSTEM_CHROMIUMS = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A Chromium for the browser host: Playwright's or the system's.
 * @returns the executable's path, or null if there is none
 */
export async function findChromium() {
  const { chromium } = await import('playwright')
  return [chromium.executablePath(), ...SYSTEM_CHROMIUMS].find((path) => path && existsSync(path)) ?? null
}

/**
 * Checks that an Electron runtime is installed; if not, runs the installer of the electron package once.
 * @returns null if it is installed, else the reason why not
 */
export function electronMissing() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (override) return existsSync(override) ? null : `ELECTRON_OVERRIDE_DIST_PATH names no folder`
  const home = dirname(require.resolve('electron/package.json'))
  const installed = () => {
    const name = join(home, 'path.txt')
    return existsSync(name) && existsSync(join(home, 'dist', readFileSync(name, 'utf8').trim()))
  }
  if (installed()) return null
  spawnSync(process.execPath, [join(home, 'install.js')], { stdio: 'ignore', timeout: 300_000 })
  return installed() ? null : 'no Electron runtime here and none could be downloaded'
}

/**
 * Checks whether a window can be shown.
 * @returns the command prefix to run under ([] or xvfb-run), or null if there is neither a display nor Xvfb
 */
export function displayPrefix() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return []
  return hasCommand('xvfb-run') ? ['xvfb-run', '-a', '-s', '-screen 0 2560x1600x24'] : null
}

/** @returns the path of a Python 3 with NumPy, or null; some tests compare with the real NumPy */
export function findNumpy() {
  for (const python of [process.env.PYTHON, 'python3', '/usr/bin/python3', 'python']) {
    if (!python) continue
    try {
      execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' })
      return python
    } catch {
      continue
    }
  }
  return null
}
