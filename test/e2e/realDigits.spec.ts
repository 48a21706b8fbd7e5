import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { parseUnipen } from '../../bench/handwriting/unipen'
import { WRITING_WAYS } from '../../src/shared/data/handwriting/ways'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import { clearPad, predictedDigit, openView, waitForData, words } from './support/workbench'

/** REAL_DIGITS=200 is the measurement of docs/drawing.md; the pad keeps twenty recent drawings. */
const COUNT = Number(process.env['REAL_DIGITS'] ?? 20)
const BATCH = 20
const root = resolve(import.meta.dirname, '../..')
const weights = join(root, 'resources/pretrained.npz')
const pen = ['../shared', '../../shared']
  .map((path) => resolve(root, path, 'real/pen/pendigits-orig.tra.gz'))
  .find(existsSync)

/** Strokes of real writers where they are, else skeletons of ways of writing; 0..1 of the pad. */
function strokesToDraw(): (readonly (readonly number[])[])[] {
  if (pen === undefined) {
    const ways = WRITING_WAYS.flat().map(({ strokes }) =>
      strokes.map((curves) => curves.flatMap((curve) => [...curve])),
    )
    return ways.map((way) => way.map((stroke) => stroke.map((at) => at / 100)))
  }
  return parseUnipen(gunzipSync(readFileSync(pen)).toString('latin1'), 'pendigits').map(({ strokes }) => strokes)
}

async function draw(page: Page, strokes: readonly (readonly number[])[]): Promise<number> {
  const box = await page.getByRole('img', { name: words.pad.label }).boundingBox()
  if (box === null) throw new Error('the pad is not visible')
  for (const stroke of strokes) {
    const points = Array.from({ length: stroke.length / 2 }, (_, i) => [
      box.x + box.width * (0.02 + 0.96 * (stroke[2 * i] ?? 0)),
      box.y + box.height * (0.02 + 0.96 * (stroke[2 * i + 1] ?? 0)),
    ])
    const [[x = 0, y = 0] = [], ...rest] = points
    await page.mouse.move(x, y)
    await page.mouse.down()
    await Promise.all(rest.map(([toX = 0, toY = 0]) => page.mouse.move(toX, toY)))
    await page.mouse.up()
  }
  await expect(page.getByRole('region', { name: words.view.draw })).toHaveAttribute('aria-busy', 'false')
  return predictedDigit(page)
}

/** Exports the recent drawings and reads them with the command line. */
async function readByCommand({ electron, page, saveTo }: Studio, file: string): Promise<number[]> {
  const click = () => page.getByRole('button', { name: zhCN.drawing.recent.export }).click()
  if (electron) {
    const saved = electron.evaluate(
      ({ session }, path) =>
        new Promise<void>((done) => {
          session.defaultSession.once('will-download', (_event, item) => {
            item.setSavePath(path)
            item.once('done', () => done())
          })
        }),
      file,
    )
    await click()
    await saved
  } else await saveTo(click, file)
  const command = [join(root, 'scripts/digitStudio.mjs'), 'predict', '--weights', weights, '--drawings', file, '--json']
  const { stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { readings } = JSON.parse(stdout) as { readings: { read: number }[] }
  return readings.map(({ read }) => read)
}

test(`${COUNT} digits drawn through the page are read as the command line reads them`, async ({ studio }) => {
  test.setTimeout(120_000 + COUNT * 2_000)
  const { page } = studio
  await waitForData(page)
  await openView(page, 'draw')
  await studio.chooseFile(() => page.getByRole('button', { name: words.weights.import }).click(), weights)
  const recent = page.getByRole('region', { name: zhCN.drawing.recent.title }).getByRole('listitem')
  const all = strokesToDraw()
  const step = Math.floor(all.length / COUNT)
  for (let first = 0; first < COUNT; first += BATCH) {
    const read: number[] = []
    for (let i = first; i < Math.min(COUNT, first + BATCH); i++) {
      if (i > 0) await clearPad(page)
      read.push(await test.step(`digit ${i}`, () => draw(page, all[i * step] ?? [])))
      // It is kept once the pen is up and the answer is there.
      await expect(recent).toHaveCount(Math.min(i + 1, BATCH))
    }
    expect(await readByCommand(studio, test.info().outputPath(`drawings-${first}.json`))).toEqual(read)
    expect(new Set(read).size).toBeGreaterThan(4)
  }
})

test('the ways of writing can be seen, as they are meant and in another hand', async ({ studio }) => {
  const { page } = studio
  const { ways } = zhCN.data
  await openView(page, 'data')
  const card = page.getByRole('region', { name: ways.title })
  await card.getByText(ways.title, { exact: true }).click()
  const images = card.getByRole('img', { name: ways.image.replace('{digit}', '9').replace('{kind}', ways.kinds.hook) })
  await expect(images.first()).toBeVisible()
  const pixels = () => images.first().evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())
  const plain = await pixels()
  await card.getByRole('button', { name: ways.hand }).click()
  await expect.poll(pixels).not.toBe(plain)
  await card.scrollIntoViewIfNeeded()
  await page.screenshot({ path: 'test-results/screens/ways.png' })
  await card.getByRole('button', { name: ways.plain }).click()
  await expect.poll(pixels).toBe(plain)
  await card.getByText('7', { exact: true }).click()
  const crossed = ways.image.replace('{digit}', '7').replace('{kind}', ways.kinds.crossed)
  await expect(card.getByRole('img', { name: crossed }).first()).toBeVisible()
})
