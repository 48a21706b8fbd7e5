import { writeFile } from 'node:fs/promises'
import { encode } from 'fast-png'
import type { Page } from '@playwright/test'
import { encodeNpz } from '../../src/shared/formats/npz'
import { rasteriseStrokes } from '../../src/shared/image/rasterise'
import { initialWeights } from '../../src/shared/nn/initialWeights'
import { RandomState } from '../../src/shared/random/randomState'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS, drawStrokes } from './support/draw'
import { answers, button, draw, seenPixels, settled, trainAnew, trained } from './support/drawing'
import { expect, test } from './support/studio'
import { predictedDigit, openView, setHyperparameter, shownShares, words } from './support/workbench'

test.use({ sharedBy: 'drawing' })

const d = zhCN.drawing
const recent = (page: Page) =>
  page.getByRole('region', { name: d.recent.title }).getByRole('listitem').getByRole('button')

test('strokes are undone, erased, replayed and come back from the list', async ({ studio, picture }) => {
  const page = await trained(studio)
  await draw(page, DIGITS[3])
  const three = await shownShares(page)
  await draw(page, [
    [
      [0.1, 0.9],
      [0.3, 0.9],
    ],
  ])
  expect(await shownShares(page)).not.toEqual(three)
  await page.keyboard.press('Control+z')
  await expect.poll(() => shownShares(page)).toEqual(three)
  await page.keyboard.press('Control+y')
  await settled(page)
  await button(page, d.tool.eraser).click()
  await drawStrokes(page, [
    [
      [0.2, 0.95],
      [0.2, 0.85],
    ],
  ])
  await expect.poll(() => shownShares(page)).toEqual(three)
  await button(page, d.tool.eraser).click()

  await button(page, d.tool.replay).click()
  await expect(button(page, d.tool.stop)).toBeVisible()
  // The network reads along: half a three is not read as the whole.
  await expect.poll(() => shownShares(page)).not.toEqual(three)
  await expect(button(page, d.tool.replay)).toBeVisible()
  await expect.poll(() => shownShares(page)).toEqual(three)

  await button(page, words.pad.clear).click()
  await draw(page, DIGITS[1])
  await expect(recent(page)).toHaveCount(2)
  await recent(page).nth(1).click()
  await expect.poll(() => shownShares(page)).toEqual(three)
  await expect(recent(page).nth(1)).toHaveAttribute('aria-current', 'true')
  await picture('30-drawing')
})

test('shift, turn and noise make it fail, and one button mends it', async ({ studio, picture }) => {
  const page = await trained(studio)
  await draw(page, DIGITS[7])
  const before = await shownShares(page)
  const winner = await predictedDigit(page)
  const image = await seenPixels(page)
  for (const [name, value] of [
    [d.change.shiftX, '9'],
    [d.change.degrees, '90'],
    [d.change.noise, '0.6'],
  ] as const) {
    await page.getByLabel(name).fill(value)
    await settled(page)
    expect(await shownShares(page)).not.toEqual(before)
    expect(await seenPixels(page)).not.toBe(image)
  }
  await picture('31-failing')
  expect((await shownShares(page))[winner]).toBeLessThan(before[winner] ?? 0)
  await button(page, d.change.reset).click()
  await expect.poll(() => shownShares(page)).toEqual(before)
})

test('a picture of a digit is read wherever it comes from, dark on light or light on dark', async ({
  studio,
  picture,
}) => {
  const page = await trained(studio)
  const side = 200
  const ink = rasteriseStrokes(
    (DIGITS[0] ?? []).map((s) => s.flatMap(([x, y]) => [x * side, y * side])),
    18,
    side,
    side,
  )
  const png = (dark: boolean) =>
    Buffer.from(
      encode({ width: side, height: side, channels: 1, data: ink.map((value) => (dark ? 255 - value : value)) }),
    )

  const shares: number[][] = []
  for (const [name, dark] of [
    ['paste', true],
    ['paste', false],
    ['drop', true],
  ] as const) {
    await page.evaluate(
      ([kind, bytes]) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([Uint8Array.from(bytes)], 'digit.png', { type: 'image/png' }))
        if (kind === 'paste') dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }))
        else
          document
            .querySelector('[data-takes-pictures] canvas')
            ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
      },
      [name, [...png(dark)]] as const,
    )
    await expect(page.getByRole('list', { name: words.pad.bars })).toContainText('%')
    await settled(page)
    expect(await predictedDigit(page)).toBe(0)
    shares.push(await shownShares(page))
    if (shares.length === 1) await picture('34-pasted')
    await button(page, words.pad.clear).click()
    await expect(page.getByText(words.pad.empty)).toBeVisible()
  }
  expect(shares[1]).toEqual(shares[0])
  expect(shares[2]).toEqual(shares[0])
})

test('a stroke goes on outside the pad, takes every coalesced point, and a finger does not scroll the page', async ({
  studio,
}) => {
  const page = await trained(studio)
  const pad = page.getByRole('img', { name: words.pad.label })
  await expect(pad).toHaveCSS('touch-action', 'none')
  const box = await pad.boundingBox()
  if (box === null) throw new Error('the pad is not visible')
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const
  const zigzag = Array.from({ length: 60 }, (_, i) => at(0.2 + 0.01 * i, i % 2 === 0 ? 0.2 : 0.8))

  /** The points that the browser hands to the page while the button is down; what it hands over is not ours. */
  await page.evaluate(() => {
    const points: string[] = []
    Object.assign(globalThis, { points })
    const take = (event: PointerEvent) => {
      if (event.buttons === 0) return
      points.push(...event.getCoalescedEvents().map(({ clientX, clientY }) => `${clientX} ${clientY}`))
    }
    addEventListener('pointermove', take, { capture: true })
  })
  const handedOver = () =>
    page.evaluate(() => (globalThis as unknown as { points: string[] }).points.splice(0, Infinity))

  async function written(together: boolean) {
    await page.mouse.move(...at(0.2, 0.8))
    await page.mouse.down()
    if (together) await Promise.all(zigzag.map((point) => page.mouse.move(...point)))
    else for (const point of zigzag) await page.mouse.move(...point)
    await page.mouse.up()
    await settled(page)
    const pixels = await seenPixels(page)
    await button(page, words.pad.clear).click()
    await settled(page)
    expect(await seenPixels(page)).not.toBe(pixels)
    return { pixels, points: await handedOver() }
  }
  // Slowly, every movement an event of its own; then all at once, many in one event. Written again only where the page did not
  // get the same points.
  let slowly = await written(false)
  let atOnce = await written(true)
  await expect(async () => {
    if (slowly.points.length === zigzag.length && atOnce.points.join() === slowly.points.join()) return
    slowly = await written(false)
    atOnce = await written(true)
    expect(slowly.points).toHaveLength(zigzag.length)
    expect(atOnce.points).toEqual(slowly.points)
  }).toPass({ timeout: 60_000 })
  expect(atOnce.pixels).toBe(slowly.pixels)

  // Out to the right and back in, lifted outside: one stroke, one step back, and a pen that is up.
  await page.mouse.move(...at(0.8, 0.3))
  await page.mouse.down()
  for (const point of [at(1.3, 0.3), at(1.3, 0.6), at(0.5, 0.6), at(1.2, 0.7)]) await page.mouse.move(...point)
  await page.mouse.up()
  await settled(page)
  const drawn = await seenPixels(page)
  await page.mouse.move(...at(0.4, 0.4))
  await settled(page)
  expect(await seenPixels(page)).toBe(drawn)
  await page.keyboard.press('Control+z')
  await expect(page.getByText(words.pad.empty)).toBeVisible()
})

test('two models classify the same drawing side by side', async ({ studio, picture }) => {
  const page = await trained(studio)
  await draw(page, DIGITS[5])
  const compared = page.getByRole('list', { name: d.comparison.bars }).locator('em')
  await button(page, d.comparison.now).click()
  await expect(compared).toHaveCount(10)
  const first = await page.getByRole('list', { name: words.pad.bars }).locator('em').allInnerTexts()
  await expect.poll(() => compared.allInnerTexts()).toEqual(first)
  await expect(answers(page)).toContainText(d.comparison.agree)

  // A run from another seed changes the model in use, not the comparison model.
  await openView(page, 'train')
  await setHyperparameter(page, 'seed', '5')
  await trainAnew(page, 1_400)
  await openView(page, 'draw')
  await settled(page)
  expect(await compared.allInnerTexts()).toEqual(first)
  expect(await page.getByRole('list', { name: words.pad.bars }).locator('em').allInnerTexts()).not.toEqual(first)
  await picture('32-two-networks')

  // All test images, unchanged and shifted: a line for each set of weights.
  const shiftTest = page.getByRole('region', { name: d.shiftTest.title })
  await shiftTest.getByRole('button', { name: d.shiftTest.measure }).click()
  await expect(shiftTest.getByRole('listitem')).toHaveCount(2)
  for (const who of [d.shiftTest.current, d.shiftTest.comparison]) {
    await expect(shiftTest.getByRole('listitem').filter({ hasText: who })).toContainText(
      /原图正确率 \d+\.\d%，平移后正确率 \d+\.\d%/,
    )
  }
  await picture('32-moved-images')

  await button(page, d.comparison.clear).click()
  await expect(compared).toHaveCount(0)
})

/** Untrained weights in a file. */
async function putWeights(name: string, classes: number): Promise<string> {
  const file = test.info().outputPath(name)
  const sizes = { inputs: 784, hidden: 5, classes }
  await writeFile(file, encodeNpz(initialWeights({ ...sizes, weightInit: 'std', std: 0.1 }, new RandomState(classes))))
  return file
}

test('weights with another number of classes are refused for comparison, and one sentence says why', async ({
  studio,
  picture,
}) => {
  const page = await trained(studio)
  await draw(page, DIGITS[2])
  const [letters, otherLetters] = [await putWeights('letters.npz', 26), await putWeights('other.npz', 26)]
  const compared = page.getByRole('list', { name: d.comparison.bars })
  const sentence = (text: string, found: string, expected: string) =>
    page.getByText(text.replaceAll('{found}', found).replaceAll('{expected}', expected))

  await studio.chooseFile(() => button(page, d.comparison.file).click(), letters)
  await expect(sentence(zhCN.errors.COMPARISON_CLASSES, '26', '10')).toBeVisible()
  await expect(compared).toHaveCount(0)
  await picture('32-comparison-refused')

  // Ten classes beside ten; once the model in use has 26, the two cannot be compared, and then 26 beside 26 can.
  await button(page, d.comparison.now).click()
  await expect(compared).toBeVisible()
  await studio.chooseFile(() => button(page, words.weights.import).click(), letters)
  await expect(sentence(d.comparison.otherClasses, '10', '26')).toBeVisible()
  await expect(compared).toHaveCount(0)
  await picture('32-not-comparable')
  await studio.chooseFile(() => button(page, d.comparison.file).click(), otherLetters)
  await expect(compared.getByRole('listitem')).toHaveCount(10)
  await expect(sentence(d.comparison.otherClasses, '10', '26')).toHaveCount(0)
  await picture('32-letters-compared')
  await button(page, d.comparison.clear).click()
})
