import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import {
  beginAnew,
  hyperparameter,
  iterationsShown,
  openAdvanced,
  openView,
  setHyperparameter,
  words,
} from './support/workbench'

const { training } = zhCN

test.use({ sharedBy: 'workbench' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

const start = (page: Page) => page.getByRole('button', { name: words.controls.start }).click()
const presetButton = (page: Page, name: keyof typeof training.preset) =>
  page.getByRole('button', { name: training.preset[name].label, exact: true })
const lossCard = (page: Page) => page.getByRole('region', { name: words.chart.lossTitle })
const titleOf = async ({ electron, page }: Studio): Promise<string> =>
  electron
    ? await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
    : await page.title()

/** What the chart says of its points, once it draws fewer than there are. */
async function pointsShown(page: Page): Promise<{ shown: number; total: number }> {
  const text = await lossCard(page)
    .getByText(/显示 .* 点/)
    .innerText()
  const [shown = NaN, total = NaN] = text.split('/').map((part) => Number(part.replace(/\D/g, '')))
  return { shown, total }
}

interface Observed {
  longTasks: number[]
  /** How often the chart of losses was drawn. */
  drawings: number
  since: number
}

/** Counts from now on the long tasks of the page and the drawings of the chart of losses. */
const observePage = (page: Page): Promise<void> =>
  page.evaluate((title) => {
    const own: Observed = { longTasks: [], drawings: 0, since: performance.now() }
    Object.assign(window, { observed: own })
    new PerformanceObserver((list) => own.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe(
      { type: 'longtask' },
    )
    const draws = CanvasRenderingContext2D.prototype
    const clear = Reflect.get(draws, 'clearRect')
    draws.clearRect = function (...area) {
      // Chart.js begins every drawing so.
      if (this.canvas.getAttribute('aria-label') === title) own.drawings += 1
      clear.apply(this, area)
    }
  }, words.chart.lossTitle)

/** What was counted since the last question. */
const observed = (page: Page): Promise<{ longTasks: number[]; drawings: number; ms: number }> =>
  page.evaluate(() => {
    const { observed: own } = window as Window & { observed?: Observed }
    if (!own) throw new Error('nothing is observed')
    const now = performance.now()
    const { longTasks, drawings, since } = own
    Object.assign(own, { drawings: 0, since: now })
    return { longTasks: longTasks.splice(0), drawings, ms: now - since }
  })

test('the foot of the window says which engine trains, with how many threads', async ({ studio }) => {
  const { page } = studio
  const foot = page.getByRole('contentinfo')
  const { status } = words
  for (const [engine, threads] of [
    ['simd', status.twoThreads],
    ['float64', status.oneThread],
  ] as const) {
    await setHyperparameter(page, 'iterations', '200')
    if (engine === 'float64') {
      await openAdvanced(page)
      await hyperparameter(page, 'engine').selectOption(engine)
    }
    await start(page)
    await expect(foot).toContainText(`${zhCN.hyperparameters.engine.options[engine]} · ${threads}`)
    await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 60_000 })
  }
})

test('presets fill the form; what differs is marked and goes back alone', async ({ studio, picture }) => {
  const { page } = studio
  await presetButton(page, 'wide').click()
  await expect(hyperparameter(page, 'hidden')).toHaveValue('200')
  await expect(presetButton(page, 'wide')).toHaveAttribute('aria-pressed', 'true')
  await presetButton(page, 'tooLarge').click()
  await expect(hyperparameter(page, 'lr')).toHaveValue('3')
  await expect(hyperparameter(page, 'hidden')).toHaveValue('50')
  await setHyperparameter(page, 'batch', '20')
  await expect(presetButton(page, 'tooLarge')).toHaveAttribute('aria-pressed', 'false')

  const back = (value: string) => page.getByRole('button', { name: words.form.reset.replace('{standard}', value) })
  await back('100').click()
  await expect(hyperparameter(page, 'batch')).toHaveValue('100')
  await expect(hyperparameter(page, 'lr')).toHaveValue('3')

  const decay = hyperparameter(page, 'decay')
  await openAdvanced(page)
  await decay.selectOption('cosine')
  await expect(page.getByRole('img', { name: /学习率随迭代的变化/ })).toBeVisible()
  await expect(page.getByText(training.shiftGain)).toBeVisible()
  await picture('50-presets-and-decay')
})

test('a rate too large is noticed while it trains, and the remedy makes it learn', async ({ studio, picture }) => {
  const { page } = studio
  await presetButton(page, 'tooLarge').click()
  await start(page)
  const alert = page.getByRole('alert').filter({ hasText: words.notice.title.exploding })
  for (const rate of ['1.5', '0.75']) {
    await expect(alert).toBeVisible({ timeout: 30_000 })
    await picture(`52-runaway-${rate}`)
    await alert.getByRole('button', { name: words.remedy.halveRate }).click()
    await expect(hyperparameter(page, 'lr')).toHaveValue(rate)
    if (rate === '1.5') {
      const before = await iterationsShown(page)
      await expect.poll(() => iterationsShown(page)).toBeGreaterThan(Math.max(before, 400))
      if ((await alert.count()) === 0) break
    }
  }
  await expect(page.getByRole('button', { name: words.controls.pause })).toBeVisible()
  await picture('53-mended')
})

test('100,000 iterations at full speed: few points, no long tasks, zoom, marks, title', async ({ studio, picture }) => {
  test.setTimeout(240_000)
  const { page } = studio
  await setHyperparameter(page, 'hidden', '10')
  await setHyperparameter(page, 'batch', '5')
  await setHyperparameter(page, 'iterations', '100000')
  await observePage(page)
  await start(page)
  await expect.poll(() => titleOf(studio)).toMatch(/^\d+% · 手写数字工坊$/)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(3_000)

  await setHyperparameter(page, 'lr', '0.05')
  await page.getByRole('button', { name: words.controls.pause }).click()
  await expect.poll(() => titleOf(studio)).toMatch(/^\d+% · 已暂停 · /)
  await page.getByRole('button', { name: words.controls.resume }).click()
  await expect.poll(() => iterationsShown(page), { timeout: 60_000 }).toBeGreaterThan(20_000)
  expect((await pointsShown(page)).shown).toBeLessThanOrEqual(2_000)
  await picture('54-full-speed')

  await observed(page)
  const since = await iterationsShown(page)
  await expect.poll(() => iterationsShown(page), { timeout: 60_000 }).toBeGreaterThan(since + 20_000)
  const seen = await observed(page)
  await openView(page, 'settings')
  // What was drawn on the way there.
  await observed(page)
  // A fast machine may be done between two looks.
  await expect.poll(() => titleOf(studio), { timeout: 60_000 }).toMatch(/^([6-9]\d% · |手写数字工坊$)/)
  const unseen = await observed(page)
  await openView(page, 'train')

  const worst = Math.max(0, ...seen.longTasks)
  const said = `${seen.longTasks.length} in ${(seen.ms / 1000).toFixed(1)} s, longest ${worst.toFixed(0)} ms`
  test.info().annotations.push({ type: 'long tasks', description: said })
  console.log(`${studio.host}: long tasks ${said}; ${((seen.drawings * 1000) / seen.ms).toFixed(1)} drawings a second`)
  // Each chart draws at most ten times a second, and not at all where nobody sees it.
  expect(seen.drawings).toBeGreaterThan(0)
  expect(((seen.drawings - 1) * 1000) / seen.ms).toBeLessThanOrEqual(10.2)
  expect(unseen.drawings).toBe(0)
  // A machine busy with other things stretches any task; drawing every point would fill half of the time and more.
  expect(seen.longTasks.reduce((sum, ms) => sum + ms, 0) / seen.ms).toBeLessThan(0.4)
  if (process.env['MEASURE'] === '1') expect(seen.longTasks, 'tasks of 50 ms and more').toEqual([])

  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 150_000 })
  await expect.poll(() => titleOf(studio)).toBe('手写数字工坊')
  const whole = await pointsShown(page)
  expect(whole.total).toBe(100_000)
  expect(whole.shown).toBeLessThanOrEqual(2_000)

  const plot = page.getByRole('img', { name: words.chart.lossTitle })
  const box = await plot.boundingBox()
  if (!box) throw new Error('no chart')
  const at = (share: number) => [box.x + box.width * share, box.y + box.height / 2] as const
  await page.mouse.move(...at(0.5))
  await page.mouse.down()
  await page.mouse.move(...at(0.52), { steps: 5 })
  await page.mouse.move(...at(0.53), { steps: 5 })
  await page.mouse.up()
  const reset = lossCard(page).getByRole('button', { name: words.chart.resetZoom })
  await expect(reset).toBeVisible()
  await picture('55-zoomed')
  await plot.dblclick()
  await expect(reset).toBeHidden()

  await plot.focus()
  await page.keyboard.press('+')
  await expect(reset).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(lossCard(page).getByRole('status')).toHaveText(new RegExp(`${words.chart.raw} +\\d`))
  await page.keyboard.press('0')
  await expect(reset).toBeHidden()
})

test('charts leave as PNG, CSV and image', async ({ studio }) => {
  const { page, electron } = studio
  await setHyperparameter(page, 'iterations', '300')
  await start(page)
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
  await expect.poll(() => iterationsShown(page)).toBe(300)
  const folder = await mkdtemp(join(tmpdir(), 'digit-studio-'))

  async function saved(button: string, name: string): Promise<Buffer> {
    const file = join(folder, name)
    const click = () => lossCard(page).getByRole('button', { name: button }).click()
    if (electron) {
      const done = electron.evaluate(
        ({ session }, path) =>
          new Promise<void>((resolve) => {
            session.defaultSession.once('will-download', (_event, item) => {
              item.setSavePath(path)
              item.once('done', () => resolve())
            })
          }),
        file,
      )
      await click()
      await done
    } else await studio.saveTo(click, file)
    return readFile(file)
  }

  const png = await saved(training.chart.png, 'loss.png')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const box = await page.getByRole('img', { name: words.chart.lossTitle }).boundingBox()
  // Width in the header of a PNG; the chart alone is twice as wide as on the screen.
  expect(png.readUInt32BE(16)).toBeGreaterThan(2 * (box?.width ?? Infinity))
  const lines = (await saved(training.chart.csv, 'loss.csv')).toString('utf8').trim().split('\n')
  expect(lines).toHaveLength(301)
  expect(lines[300]?.split(',')[0]).toBe('299')
  // What the pointer reads is the raw value of the file, not the smoothed one beside it.
  await page.evaluate((title) => {
    const written: string[] = []
    const draws = CanvasRenderingContext2D.prototype
    const write = Reflect.get(draws, 'fillText')
    draws.fillText = function (text, ...where) {
      if (this.canvas.getAttribute('aria-label') === title) written.push(text)
      write.call(this, text, ...where)
    }
    Object.assign(window, { written })
  }, words.chart.lossTitle)
  await page.getByRole('img', { name: words.chart.lossTitle }).hover()
  const read = () =>
    page
      .evaluate(() => ((window as Window & { written?: string[] }).written ?? []).join('\n'))
      .then((text) => ({
        iteration: Number(/iters_num ([\d,]+)/.exec(text)?.[1]?.replace(/,/g, '') ?? NaN),
        raw: Number(new RegExp(`${words.chart.raw} +([\\d.]+)`).exec(text)?.[1] ?? NaN),
      }))
  await expect.poll(async () => (await read()).raw).toBeGreaterThan(0)
  const { iteration, raw } = await read()
  expect(
    lines.some((line) => Number(line.split(',')[0]) === iteration && Math.abs(Number(line.split(',')[1]) - raw) < 1e-4),
  ).toBe(true)

  if (electron) {
    await lossCard(page).getByRole('button', { name: training.chart.copy }).click()
    await expect(lossCard(page).getByRole('status')).toHaveText(training.chart.copied)
  }
  await rm(folder, { recursive: true, force: true })
})

test('the bar on the taskbar rises with the run, stands yellow in a pause and goes with its end', async ({
  studio,
}) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no bar on the taskbar')
  if (!electron) return
  await electron.evaluate(({ BrowserWindow }) => {
    // Listens in: what is asked of the window still reaches it.
    const { prototype } = BrowserWindow
    const set = Reflect.get(prototype, 'setProgressBar')
    const bars: [number, string][] = []
    prototype.setProgressBar = function (share, options) {
      bars.push([share, options?.mode ?? ''])
      set.call(this, share, options)
    }
    Object.assign(globalThis, { bars })
  })
  const bars = (): Promise<[number, string][]> =>
    electron.evaluate(() => (globalThis as typeof globalThis & { bars?: [number, string][] }).bars ?? [])
  await setHyperparameter(page, 'hidden', '10')
  await setHyperparameter(page, 'batch', '5')
  await setHyperparameter(page, 'iterations', '60000')
  await start(page)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(1_000)
  await page.getByRole('button', { name: words.controls.pause }).click()
  await expect.poll(async () => (await bars()).at(-1)?.[1]).toBe('paused')
  await page.getByRole('button', { name: words.controls.resume }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 60_000 })
  await expect.poll(async () => (await bars()).at(-1)?.[0]).toBe(-1)

  const all = await bars()
  // Before the first iteration there is no bar; from then on it never goes until the end.
  const shares = all
    .slice(
      all.findIndex(([share]) => share >= 0),
      -1,
    )
    .map(([share]) => share)
  expect(shares).toEqual([...shares].sort((a, b) => a - b))
  expect(shares[0]).toBeGreaterThanOrEqual(0)
  expect(shares[0]).toBeLessThan(0.1)
  expect(shares.at(-1)).toBeLessThanOrEqual(1)
  expect(new Set(shares).size).toBeGreaterThan(5)
  expect(all.filter(([, mode]) => mode === 'paused')).toHaveLength(1)
})

test('the end of a run is told while the window is behind others, and nothing sleeps meanwhile', async ({ studio }) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no window of its own')
  if (!electron) return
  const awake = () =>
    // Every run of this file had an id of its own.
    electron.evaluate(({ powerSaveBlocker }) => [...Array(100).keys()].some((id) => powerSaveBlocker.isStarted(id)))
  await electron.evaluate(({ BrowserWindow, Notification }) => {
    const [window] = BrowserWindow.getAllWindows()
    // There is no window manager here that could take the focus away, and no service that shows notifications.
    if (window) window.isFocused = () => false
    Notification.isSupported = () => true
    Notification.prototype.show = function (this: Electron.Notification) {
      process.env['TOLD'] = this.body
    }
  })
  await setHyperparameter(page, 'iterations', '3000')
  await start(page)
  await expect.poll(awake).toBe(true)
  await expect
    .poll(() => electron.evaluate(() => process.env['TOLD'] ?? ''), { timeout: 60_000 })
    .toMatch(/测试精度 \d/)
  await expect.poll(awake).toBe(false)
})

test('the best weights are restored and taken back', async ({ studio, picture }) => {
  const { page } = studio
  // As many as no run before it had, so that the number on show is its own.
  await setHyperparameter(page, 'iterations', '601')
  await start(page)
  await expect.poll(() => iterationsShown(page)).toBe(601)
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
  const restore = page.getByRole('button', { name: training.best.restore })
  await expect(restore).toBeVisible()
  await restore.click()
  await expect(page.getByText(/用第 \d+ 轮的最佳权重识别/)).toBeVisible()
  await picture('56-best-weights')
  await page.getByRole('button', { name: training.best.last }).click()
  await expect(page.getByText(words.weights.run)).toBeVisible()
})

test('the menu speaks the language of the window and knows training', async ({ studio }) => {
  const { page, electron } = studio
  test.skip(electron === null, 'a browser has no menu')
  if (!electron) return
  const labels = () => electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
  expect(await labels()).toContain(zhCN.desktop.menu.training)
  await electron.evaluate(({ Menu }, label) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? [])
    items?.find((item) => item.label === label)?.click()
  }, zhCN.desktop.menu.toggle)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(10)
  await page.getByRole('navigation').getByRole('button', { name: words.view.settings }).click()
  await page.getByText('English', { exact: true }).click()
  await expect.poll(labels).toContain('&Training')
  expect((await labels()).join()).not.toMatch(/[一-鿿]/)
  await expect.poll(() => titleOf(studio)).toMatch(/^\d+% · Digit Studio$/)
})
