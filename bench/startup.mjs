import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, printTable } from './statistics.mjs'

/** Loaded into the main process before the application: records the time of each step, prints them and quits. */
const WATCH = `
const { app } = require('electron')
const at = { node: Date.now() }
app.once('ready', () => (at.ready = Date.now()))
app.once('browser-window-created', (_event, window) => {
  at.window = Date.now()
  window.once('show', () => (at.shown = Date.now()))
  window.webContents.once('did-finish-load', async () => {
    const painted = \`new Promise((done) => new PerformanceObserver((list) => {
      const [entry] = list.getEntriesByName('first-contentful-paint')
      if (entry) done(performance.timeOrigin + entry.startTime)
    }).observe({ type: 'paint', buffered: true }))\`
    at.page = await window.webContents.executeJavaScript('performance.timeOrigin')
    at.content = await window.webContents.executeJavaScript(painted)
    while (at.shown === undefined) await new Promise((done) => window.once('show', done))
    console.log('STARTUP ' + JSON.stringify(at))
    app.quit()
  })
})
`

/** The smallest application that shows a window with content: the time the Electron runtime itself takes. */
const EMPTY = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<h1>0</h1>')
})
`

const STEPS = [
  ['node', 'the runtime runs JavaScript'],
  ['ready', 'the application is ready'],
  ['window', 'the window is created'],
  ['page', 'the page is requested'],
  ['content', 'the page has painted its content'],
  ['shown', 'the window is shown'],
]
const asRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Starts an application once. @returns ms from the start of the process to each step */
function startOnce(electron, watch, app, userData) {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    const args = [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`, '-r', watch, app]
    const child = spawn(electron, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.on('data', (bytes) => (text += bytes))
    child.on('error', reject)
    child.on('exit', () => {
      const found = /STARTUP (.*)/.exec(text)
      if (!found) return reject(new Error(`no window was shown: ${text}`))
      resolve(Object.fromEntries(Object.entries(JSON.parse(found[1])).map(([step, ms]) => [step, ms - started])))
    })
  })
}

/** From the start of the process to a window with content, compared with an empty application; needs a display. */
export async function benchStartup({ root, rounds }) {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return console.log('no display: not measured')
  const built = spawnSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the build failed')
  const electron = createRequire(join(root, 'package.json'))('electron')
  const folder = mkdtempSync(join(tmpdir(), 'digit-studio-startup-'))
  const file = (name, text) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const watch = file('watch.cjs', WATCH)
  const contestants = { 'this application': root, 'an empty one': file('empty.cjs', EMPTY) }
  const runs = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]))
  // The first round only fills the caches of disk and runtime.
  for (let round = 0; round <= (rounds ?? 9); round++) {
    for (const [name, app] of Object.entries(contestants)) {
      const times = await startOnce(electron, watch, app, join(folder, name))
      if (round > 0) runs[name].push(times)
    }
  }
  rmSync(folder, { recursive: true, force: true })
  const cells = (name, step) => {
    const times = runs[name].map((times) => times[step])
    return `${median(times).toFixed(0)} (${Math.min(...times).toFixed(0)}..${Math.max(...times).toFixed(0)})`
  }
  printTable(
    ['ms after process start, median (min..max)', ...Object.keys(runs)],
    STEPS.map(([step, label]) => [label, ...Object.keys(runs).map((name) => cells(name, step))]),
  )
}
