import type { Locator, Page } from '@playwright/test'
import { zhCN } from '../../../src/shared/i18n/zh-CN'
import { expect } from './studio'
import type { Studio } from './studio'

/** The strings of the interface, so that a changed label does not break a spec. */
export const words = zhCN.app
export const fields = zhCN.hyperparameters

/** Folder of the real MNIST, or null; the specs then use the built-in sample. */
export const MNIST = process.env['MNIST_DIR'] ?? null

export type ViewName = keyof typeof words.view

/** Opens a view from the navigation rail. */
export async function openView(page: Page, view: Exclude<ViewName, 'rail'>): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: words.view[view] }).click()
}

/** Waits until the built-in sample or the last folder is loaded, so that training can start. */
export async function waitForData(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: words.controls.start })).toBeEnabled({ timeout: 60_000 })
}

/** Resets an application shared by the tests of a file: 训练, no run, the book's values. */
export async function beginAnew(page: Page): Promise<void> {
  const stop = page.getByRole('button', { name: words.controls.stop })
  await expect(page.getByRole('button', { name: words.controls.anotherSeed })).toBeEnabled({ timeout: 60_000 })
  await openView(page, 'train')
  // An ended run has another button in its place.
  if ((await stop.isVisible()) && (await stop.isEnabled())) await stop.click()
  await waitForData(page)
  await page.getByRole('button', { name: zhCN.training.preset.book.label, exact: true }).click()
}

/** Loads MNIST through the folder dialog. */
export async function loadFolder(studio: Studio, folder: string): Promise<void> {
  const { page } = studio
  await openView(page, 'data')
  await studio.chooseFolder(() => page.getByRole('button', { name: words.data.choose }).click(), folder)
}

/** The card of the 数据 view that names the dataset in use. */
export const sourceCard = (page: Page): Locator => page.getByRole('region', { name: words.data.source })

/** Enters a value into a hyperparameter's field and leaves the field. */
export async function setHyperparameter(page: Page, name: keyof typeof fields, value: string): Promise<void> {
  const field = hyperparameter(page, name)
  await field.fill(value)
  await field.press('Tab')
}

/** The input of a hyperparameter. */
export function hyperparameter(page: Page, name: string): Locator {
  const entry = (fields as Record<string, { label?: string }>)[name]
  return page.getByLabel(entry?.label ?? name, { exact: true })
}

/** The number under a caption of the KPI strip, as text. */
export async function kpi(page: Page, caption: string): Promise<string> {
  const strip = page.getByRole('region', { name: words.kpi.region })
  return (
    await strip
      .locator('div', { has: page.getByText(caption, { exact: true }) })
      .locator('dd')
      .first()
      .innerText()
  ).trim()
}

/** Iterations done, as shown. */
export async function iterationsShown(page: Page): Promise<number> {
  return Number((await kpi(page, words.kpi.iteration)).replace(/\D/g, ''))
}

/** The ten percentages next to the bars, 0..100. */
export async function shownShares(page: Page): Promise<number[]> {
  const texts = await page.getByRole('list', { name: words.pad.bars }).locator('em').allInnerTexts()
  return texts.map((text) => Number.parseFloat(text))
}

/** The digit with the longest bar. */
export async function predictedDigit(page: Page): Promise<number> {
  const shares = await shownShares(page)
  return shares.indexOf(Math.max(...shares))
}

/** Clears the pad. */
export async function clearPad(page: Page): Promise<void> {
  await page.getByRole('button', { name: words.pad.clear }).click()
  await expect(page.getByText(words.pad.empty)).toBeVisible()
}

/** Shows the advanced hyperparameters; in wide windows they are always shown. */
export async function openAdvanced(page: Page): Promise<void> {
  if (!(await hyperparameter(page, 'engine').isVisible())) {
    await page.getByText(words.form.advanced, { exact: true }).click()
  }
}
