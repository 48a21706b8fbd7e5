import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { Float64Classifier } from '../../src/shared/engine/float64/float64Classifier'
import { countCorrect } from '../../src/shared/engine/classifier'
import { drawSampleDataset, SAMPLE_SEED } from '../../src/shared/data/sampleDigits/sampleDigits'
import { decodeNpz } from '../../src/shared/formats/npz'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import {
  MNIST,
  iterationsShown,
  kpi,
  loadFolder,
  openView,
  setHyperparameter,
  waitForData,
  words,
} from './support/workbench'

const { runs, training } = zhCN
const { controls } = words
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const finished = (page: Page) => expect(page.getByText(/^训练完成，测试精度/)).toBeVisible({ timeout: 90_000 })
const testAccuracy = async (page: Page) => Number.parseFloat(await kpi(page, words.kpi.test))

/** The test accuracy in percent of the weights that the window exports, computed here. */
async function exportedAccuracy(studio: Studio, path: string): Promise<number> {
  await studio.saveTo(() => button(studio.page, words.weights.export).click(), path)
  await expect
    .poll(() =>
      readFile(path).then(
        ({ length }) => length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0)
  const weights = decodeNpz(new Uint8Array(await readFile(path)), 'weights.npz')
  const { test: set } = drawSampleDataset(SAMPLE_SEED)
  return (100 * countCorrect(new Float64Classifier(weights), set, 0, set.count)) / set.count
}

/** A percentage is shown with one decimal: half of the last one is rounding. */
const expectAsShown = (shown: number, exact: number): void =>
  expect(Math.abs(shown - exact)).toBeLessThanOrEqual(0.05 + 1e-9)

test('what is shown of a run is true of its weights: paused, stopped, lengthened, repeated, shown again', async ({
  studio,
  picture,
}, info) => {
  const { page } = studio
  await waitForData(page)
  await setHyperparameter(page, 'iterations', '400000')
  await button(page, controls.start).click()
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(200)
  await button(page, controls.pause).click()
  await expect(page.getByRole('region', { name: words.kpi.region }).getByText(/轮时/)).toHaveCount(0)
  expectAsShown(await testAccuracy(page), await exportedAccuracy(studio, info.outputPath('paused.npz')))

  await setHyperparameter(page, 'lr', '0.5')
  await button(page, controls.resume).click()
  const before = await iterationsShown(page)
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(before)
  await button(page, controls.stop).click()
  await expect(page.getByText(/^训练已停止，测试精度/)).toBeVisible()
  const stopped = await iterationsShown(page)
  const shown = await testAccuracy(page)
  expectAsShown(shown, await exportedAccuracy(studio, info.outputPath('stopped.npz')))
  await picture('truth-stopped')

  // A single step lengthens the run; it does not replace it.
  await button(page, controls.step).click()
  await expect.poll(() => iterationsShown(page)).toBe(stopped + 1)
  await button(page, controls.stop).click()
  await openView(page, 'runs')
  await expect(page.getByRole('row').filter({ has: page.getByRole('checkbox') })).toHaveCount(1)
  await expect(page.getByText(/学习率 0\.1 → 0\.5（第 [\d,]+ 次）/).first()).toBeVisible()
  await picture('truth-record')

  // The code of the stopped run gives the same weights.
  await page.evaluate(() => navigator.clipboard.writeText('')).catch(() => undefined)
  await button(page, runs.action.fill).click()
  await expect(page.getByText(/^训练中将改变学习率/)).toBeVisible()
  const wanted = await exportedAccuracy(studio, info.outputPath('first.npz'))
  await button(page, controls.start).click()
  await finished(page)
  expect(await exportedAccuracy(studio, info.outputPath('again.npz'))).toBe(wanted)
  const [first, again] = await Promise.all(
    ['first.npz', 'again.npz'].map(async (name) =>
      decodeNpz(new Uint8Array(await readFile(info.outputPath(name))), name),
    ),
  )
  expect(again).toEqual(first)

  // Another run replaces these weights, and gives them back.
  await button(page, training.preset.fast.label).click()
  await setHyperparameter(page, 'iterations', '600')
  await button(page, controls.start).click()
  await finished(page)
  await expect(button(page, /^再练 600 次/)).toBeVisible()
  await button(page, words.status.backTo.replace('{name}', '训练 2')).click()
  await expect.poll(() => iterationsShown(page)).toBe(stopped + 1)
  expect(await exportedAccuracy(studio, info.outputPath('back.npz'))).toBe(wanted)
  await picture('truth-back')
})

for (const name of ['sample', 'MNIST'] as const) {
  test(`the remedy heals a learning rate that is too large in one press, after the run as well (${name})`, async ({
    studio,
    picture,
  }) => {
    test.skip(name === 'MNIST' && MNIST === null, 'needs MNIST_DIR')
    const { page } = studio
    await waitForData(page)
    if (name === 'MNIST') {
      await loadFolder(studio, MNIST ?? '')
      await expect(page.getByRole('banner').getByText('MNIST', { exact: true })).toBeVisible()
      await openView(page, 'train')
    }
    await button(page, training.preset.tooLarge.label).click()
    await button(page, controls.start).click()
    const remedy = button(page, words.action.halveRate)
    await expect(remedy).toBeVisible()
    await expect(page.getByText(/次迭代时损失升到 [\d.]+，之后停在/)).toBeVisible()
    // Once at the moment it is offered, once after the run has ended.
    if (name === 'sample') await expect(page.getByText(/^训练结束，精度仍为随机水平/)).toBeVisible({ timeout: 90_000 })
    await picture(`truth-collapsed-${name}`)
    await remedy.click()
    await expect(page.getByText(/^学习率已从 3 降到|已补救/).first()).toBeVisible({ timeout: 30_000 })
    await finished(page)
    expect(await testAccuracy(page)).toBeGreaterThanOrEqual(name === 'MNIST' ? 90 : 80)
    await openView(page, 'runs')
    await expect(page.getByText(/补救：学习率 3 → /).first()).toBeVisible()
    await expect(page.getByText(name === 'MNIST' ? runs.end.stopped : runs.end.chance).first()).toBeVisible()
  })
}
