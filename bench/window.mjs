import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from '@playwright/test'
import { median, printTable } from './statistics.mjs'

const asRoot = process.platform === 'linux' && process.getuid?.() === 0

/** @returns training time of the book's run on the command line, seconds */
function onCommandLine(root, data, history) {
  const args = [join(root, 'out/cli/digitStudio.js'), 'train', '--data', data, '--history', history]
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(readFileSync(history, 'utf8')).elapsedMs.train / 1000
}

/** The engine is still being filled when the dataset is shown; a user takes longer than this to press the button. */
const BEFORE_START_MS = 1000

/** @returns seconds of the book's run in a window with live charts: its first run, and the next one */
async function inWindow(root, data, userData) {
  const args = [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`, root]
  const app = await _electron.launch({ cwd: root, args, env: { ...process.env, LANG: 'zh_CN.UTF-8' } })
  try {
    const page = await app.firstWindow()
    await app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    }, data)
    await page.getByRole('navigation').getByRole('button', { name: '数据' }).click()
    await page.getByRole('button', { name: '打开数据集文件夹' }).click()
    await page
      .getByText(/60[, ]000/)
      .first()
      .waitFor()
    await page.getByRole('navigation').getByRole('button', { name: '训练' }).click()
    const seconds = []
    for (let run = 0; run < 2; run++) {
      await page.waitForTimeout(BEFORE_START_MS)
      const ended = page.evaluate(untilEnded)
      await page.getByRole('button', { name: '开始训练' }).click()
      seconds.push(await ended)
    }
    return seconds
  } finally {
    await app.close()
  }
}

/** Runs in the page. @returns seconds from the start of a run to its end */
function untilEnded() {
  return new Promise((resolve) => {
    let started = 0
    globalThis.studio.on('training.status', ({ phase }) => {
      if (phase === 'running') started ||= performance.now()
      if (phase === 'ended' && started > 0) resolve((performance.now() - started) / 1000)
    })
  })
}

/** The book's whole run at full speed in a real window with live charts, between runs on the command line; needs a display. */
export async function benchWindow({ root, data, rounds }) {
  const built = spawnSync('npx', ['electron-vite', 'build', '--logLevel', 'warn'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the build failed')
  const folder = mkdtempSync(join(tmpdir(), 'digit-studio-window-'))
  const history = join(folder, 'run.json')
  const cli = []
  const runs = [
    { name: 'window, charts live: first run', seconds: [], ratios: [] },
    { name: 'window, charts live: the next run', seconds: [], ratios: [] },
  ]
  try {
    for (let round = 0; round < (rounds ?? 5); round++) {
      const before = onCommandLine(root, data, history)
      const shown = await inWindow(root, data, join(folder, `user-${round}`))
      const after = onCommandLine(root, data, history)
      cli.push(before, after)
      runs.forEach(({ seconds, ratios }, run) => {
        seconds.push(shown[run])
        ratios.push(shown[run] / ((before + after) / 2))
      })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const row = (name, seconds, ratio) => [name, median(seconds).toFixed(2), Math.min(...seconds).toFixed(2), ratio]
  printTable(
    ["the book's run", 'median s', 'min s', 'ratio'],
    [
      row('command line', cli, '1'),
      ...runs.map(({ name, seconds, ratios }) => row(name, seconds, median(ratios).toFixed(2))),
    ],
  )
}
