import type { Page } from '@playwright/test'
import { zhCN } from '../../../src/shared/i18n/zh-CN'
import { drawStrokes } from './draw'
import type { Stroke } from './draw'
import { expect } from './studio'
import type { Studio } from './studio'
import { beginAnew, iterationsShown, openView, setHyperparameter, shownShares, words } from './workbench'

const { tool } = zhCN.drawing

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const answers = (page: Page) => page.getByRole('region', { name: words.view.draw })
/** Waits until the probabilities shown belong to the drawing shown. */
export const settled = (page: Page) => expect(answers(page)).toHaveAttribute('aria-busy', 'false')

/** The network input as a data URL of its canvas; the edges of a screenshot would depend on the compositor. */
export const seenPixels = (page: Page) =>
  page.getByRole('img', { name: words.pad.seen }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())

/** Draws on the pad of 识别 and waits for the prediction. */
export async function draw(page: Page, strokes: readonly Stroke[] | undefined): Promise<void> {
  await drawStrokes(page, strokes ?? [])
  await settled(page)
  await expect.poll(async () => (await shownShares(page)).every((share) => !Number.isNaN(share))).toBe(true)
}

/**
 * Trains in 训练 and waits for the end.
 * @param iterations - must differ from the previous run, because a run this short can end before its start is seen
 */
export async function trainAnew(page: Page, iterations: number): Promise<void> {
  await setHyperparameter(page, 'iterations', String(iterations))
  await button(page, words.controls.start).click()
  await expect.poll(() => iterationsShown(page), { timeout: 90_000 }).toBe(iterations)
  await expect(page.getByText(words.status.ended)).toBeVisible()
}

/** Trains briefly on the built-in sample if no run has ended yet, then opens the drawing view with an empty pad. */
export async function trained({ page }: Studio): Promise<Page> {
  const ended = page.getByText(words.status.ended)
  // Start is enabled once the sample is loaded.
  await expect(button(page, words.controls.start)).toBeEnabled({ timeout: 60_000 })
  if (!(await ended.isVisible())) {
    await beginAnew(page)
    await trainAnew(page, 1_500)
  }
  await openView(page, 'draw')
  const eraser = button(page, tool.eraser)
  if ((await eraser.getAttribute('aria-pressed')) === 'true') await eraser.click()
  const clear = button(page, words.pad.clear)
  if (await clear.isEnabled()) await clear.click()
  await settled(page)
  return page
}
