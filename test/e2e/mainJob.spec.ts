import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeNpz } from '../../src/shared/formats/npz'
import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import {
  MNIST,
  clearPad,
  predictedDigit,
  iterationsShown,
  kpi,
  loadFolder,
  openView,
  setHyperparameter,
  shownShares,
  sourceCard,
  waitForData,
  words,
} from './support/workbench'

test('the whole job: load, train, watch, draw, export, import', async ({ studio, picture }) => {
  test.setTimeout(240_000)
  const { page } = studio
  const folder = await mkdtemp(join(tmpdir(), 'digit-studio-'))

  await test.step('a dataset is there from the start', async () => {
    await waitForData(page)
    await picture('01-start')
    await openView(page, 'data')
    await expect(sourceCard(page).getByText(words.data.sampleName, { exact: true })).toBeVisible()
    await picture('02-sample')
  })

  await test.step('the folder is read, checked and shown', async () => {
    if (MNIST !== null) {
      await loadFolder(studio, MNIST)
      await expect(page.getByText('60,000').first()).toBeVisible({ timeout: 30_000 })
      await expect(page.getByText('10,000').first()).toBeVisible()
    }
    await expect(page.getByText('28×28').first()).toBeVisible()
    await expect(page.getByRole('list', { name: words.data.samples }).getByRole('listitem')).toHaveCount(50)
    await picture('03-data')
  })

  await openView(page, 'train')
  const charts = { accuracy: words.chart.accuracyTitle, loss: words.chart.lossTitle }

  await test.step('training runs and the curves move', async () => {
    await setHyperparameter(page, 'iterations', '10000')
    await page.getByRole('button', { name: words.controls.start }).click()
    await expect.poll(() => iterationsShown(page)).toBeGreaterThan(300)
    const early = await page.getByRole('img', { name: charts.loss }).screenshot()
    const seen = await iterationsShown(page)
    await expect.poll(() => iterationsShown(page)).toBeGreaterThan(seen + 300)
    const late = await page.getByRole('img', { name: charts.loss }).screenshot()
    expect(early.equals(late)).toBe(false)
    await picture('04-training')
  })

  await test.step('a drawing is answered while training runs', async () => {
    await drawStrokes(page, DIGITS[3] ?? [])
    await expect(page.getByRole('list', { name: words.pad.bars })).toContainText('%')
    const shares = await shownShares(page)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0)
    await picture('05-drawing-while-training')
  })

  await test.step('the run ends where the book ends', async () => {
    await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 150_000 })
    expect(await iterationsShown(page)).toBe(10_000)
    const accuracy = Number.parseFloat(await kpi(page, words.kpi.test))
    expect(accuracy).toBeGreaterThan(MNIST === null ? 85 : 96)
    await picture('06-finished')
  })

  await test.step('drawn digits are read', async () => {
    const read: number[] = []
    for (const [digit, strokes] of DIGITS.entries()) {
      await clearPad(page)
      await drawStrokes(page, strokes)
      await expect(page.getByRole('list', { name: words.pad.bars })).toContainText('%')
      read.push(await predictedDigit(page))
      await picture(`07-digit-${digit}`)
    }
    const right = read.filter((digit, expected) => digit === expected).length
    expect(right, `read as ${read.join(' ')}`).toBeGreaterThanOrEqual(9)
  })

  await test.step('weights leave and come back with the same answers', async () => {
    const file = join(folder, 'weights.npz')
    const before = await shownShares(page)
    await studio.saveTo(() => page.getByRole('button', { name: words.weights.export }).click(), file)
    await expect
      .poll(() =>
        readFile(file).then(
          (bytes) => bytes.length,
          () => 0,
        ),
      )
      .toBeGreaterThan(300_000)
    const weights = decodeNpz(new Uint8Array(await readFile(file)), 'weights.npz')
    expect([weights.inputs, weights.hidden, weights.classes]).toEqual([784, 50, 10])

    // Other weights in between, so that the same answers can only come from the file.
    await page.keyboard.press('ArrowRight')
    await setHyperparameter(page, 'seed', '7')
    await page.getByRole('button', { name: words.controls.start }).click()
    await expect.poll(() => iterationsShown(page)).toBeGreaterThan(0)
    await page.getByRole('button', { name: words.controls.stop }).click()
    await expect.poll(() => shownShares(page)).not.toEqual(before)

    await studio.chooseFile(() => page.getByRole('button', { name: words.weights.import }).click(), file)
    await expect(page.getByText(words.weights.file.replace('{name}', 'weights.npz'))).toBeVisible()
    await expect.poll(() => shownShares(page)).toEqual(before)
    await picture('08-imported')
  })

  await rm(folder, { recursive: true, force: true })
})
