import type { Page } from '@playwright/test'
import { zhCN } from '../../../src/shared/i18n/zh-CN'
import { drawStrokes } from './draw'
import type { Stroke } from './draw'
import { expect } from './studio'
import type { Studio } from './studio'
import { beginAnew, iterationsShown, openView, setHyperparameter, words } from './workbench'

const { tool } = zhCN.drawing

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
export const answers = (page: Page) => page.getByRole('region', { name: words.view.draw })
/** The reading on show is that of the drawing on show. */
export const settled = (page: Page) => expect(answers(page)).toHaveAttribute('aria-busy', 'false')

/** The image that the network sees, as the canvas holds it: a screenshot of it has edges that depend on the compositor. */
export const seenPixels = (page: Page) =>
  page.getByRole('img', { name: words.pad.seen }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL())

/** Writes on the sheet of 识别 and waits for the reading. */
export async function draw(page: Page, strokes: readonly Stroke[] | undefined): Promise<void> {
  await drawStrokes(page, strokes ?? [])
  await settled(page)
}

/**
 * Trains in 训练 and waits for the end.
 * @param iterations - others than those of the run before: so short a run is over before anybody sees it run
 */
export async function trainAnew(page: Page, iterations: number): Promise<void> {
  await setHyperparameter(page, 'iterations', String(iterations))
  await button(page, words.controls.start).click()
  await expect.poll(() => iterationsShown(page), { timeout: 90_000 }).toBe(iterations)
  await expect(page.getByText(words.status.ended)).toBeVisible()
}

/** A short training on the built-in sample, unless there was one, then an empty sheet in the drawing view. */
export async function trained({ page }: Studio): Promise<Page> {
  const ended = page.getByText(words.status.ended)
  // The buttons that start a training can be pressed once the sample is there.
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
