// npm start: builds if needed, then opens the desktop window; if no window can be opened, serves the page instead.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { electronMissing } from './browsers.mjs'
import { serve } from './serve.mjs'
import { isBuilt } from './sources.mjs'

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '..')
const out = join(root, 'out')

/** If Electron fails within this time it has not opened a window: DISPLAY is invalid, or a library is missing. */
const OPENING_MS = 15_000
/** The build folders. */
const PARTS = ['main', 'preload', 'renderer'].map((part) => join(out, part))

function run(file, args) {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function build() {
  console.log('正在构建，首次需要几秒…  Building, a few seconds the first time…')
  run(join(root, 'src/kernels/buildKernels.mjs'), [])
  const manifest = require.resolve('electron-vite/package.json')
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  run(join(dirname(manifest), bin['electron-vite']), ['build', '--logLevel', 'warn'])
}

/** @returns the reason why no window can be opened, in two languages; null if one can */
function noWindow() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return ['没有显示器', 'there is no display']
  const known = process.env.ELECTRON_OVERRIDE_DIST_PATH || existsSync(join(root, 'node_modules/electron/path.txt'))
  if (!known) console.log('正在下载 Electron 运行时…  Downloading the Electron runtime…')
  if (electronMissing()) return ['无法获取 Electron 运行时', 'the Electron runtime is not available']
  return null
}

function openDesktop() {
  const args = [root]
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('以 root 运行：已关闭 Chromium 沙箱。  Running as root: the Chromium sandbox is off.')
    args.unshift('--no-sandbox')
  }
  const started = performance.now()
  // The electron package exports the path of its runtime; ELECTRON_OVERRIDE_DIST_PATH overrides it.
  const child = spawn(require('electron'), [...args, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  let ended = false
  const end = (signal) => {
    ended = true
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM']
  for (const signal of signals) process.on(signal, end)
  const openPage = () => {
    for (const signal of signals) process.off(signal, end)
    return servePage(['无法打开窗口', 'the window could not be opened'])
  }
  child.on('error', (error) => {
    console.error(`Electron: ${error.message}`)
    void openPage()
  })
  child.on('exit', (code, signal) => {
    // Without an X server it exits with code 1, or crashes with SIGSEGV or SIGTRAP.
    const failed = code !== 0 && !['SIGINT', 'SIGTERM', 'SIGKILL', 'SIGHUP'].includes(signal)
    if (failed && !ended && performance.now() - started < OPENING_MS) void openPage()
    else process.exitCode = signal ? 1 : (code ?? 1)
  })
}

/** Serves the browser build. @param reason - why there is no window, in two languages */
async function servePage(reason) {
  const { url } = await serve(join(out, 'renderer'))
  console.log(
    `${reason[0]}，改用浏览器版：${url}  (${reason[1]}; open this address in a browser, press Ctrl+C to stop)`,
  )
}

if (!isBuilt(root, PARTS)) build()
const reason = noWindow()
if (reason === null) openDesktop()
else await servePage(reason)
