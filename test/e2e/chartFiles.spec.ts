import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import { beginAnew, iterationsShown, setHyperparameter, words } from './support/workbench'

const { training } = zhCN

test.use({ sharedBy: 'chartFiles' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

const start = (page: Page) => page.getByRole('button', { name: words.controls.start }).click()
const lossCard = (page: Page) => page.getByRole('region', { name: words.chart.lossTitle })

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
