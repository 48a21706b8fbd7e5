import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import { MNIST, loadFolder, openView, setHyperparameter, waitForData, words } from './support/workbench'

const { inside } = zhCN

test.skip(MNIST === null, 'MNIST_DIR is not set')

/** MNIST, and a run of the book's settings and seed 0 that ends after some iterations. */
async function trained(studio: Studio, settings: Partial<Record<'hidden' | 'iterations', string>>): Promise<void> {
  const { page } = studio
  await waitForData(page)
  await loadFolder(studio, MNIST ?? '')
  await expect(page.getByText('60,000').first()).toBeVisible({ timeout: 60_000 })
  await openView(page, 'train')
  for (const [name, value] of Object.entries(settings)) {
    await setHyperparameter(page, name as keyof typeof settings, value)
  }
  await page.getByRole('button', { name: words.controls.start }).click()
}
const ended = (page: Page) =>
  expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 120_000 })
const formula = (page: Page) => page.locator('div.formula')
const press = async (page: Page, key: string, times: number) => {
  for (let k = 0; k < times; k++) await page.locator('body').press(key)
}

test('iteration 301 of the book: the numbers of NumPy at every stop, back and forward, and the step itself', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  await trained(studio, { iterations: '300' })
  await ended(page)
  await openView(page, 'inside')
  await expect(page.getByText(inside.weights.iteration.replace('{n}', '300'))).toBeVisible()

  // Image 61 has the largest loss of the batch: a 9 that is read as 2.
  await press(page, '.', 1)
  await expect(formula(page)).toContainText('a1[35]')
  await expect(formula(page)).toContainText('= 5.465')
  await press(page, '.', 5)
  await expect(formula(page)).toContainText('∂L/∂z1[16]')
  await expect(formula(page)).toContainText('= −5.240 ×10⁻³')
  await expect(page.locator('.line.runs')).toContainText('matmulTransposedRight(')
  await expect(page.getByText('3.7727')).toBeVisible()
  await picture('70-inside-affine2')

  // The arrows move the selected number, Escape returns to the largest one.
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  await expect(formula(page)).toContainText('∂L/∂z1[17]')
  await page.keyboard.press('Escape')
  await expect(formula(page)).toContainText('∂L/∂z1[16]')

  // Numbers of another program: the first that is wrong is found.
  await page.getByRole('button', { name: inside.compare.title }).click()
  const dialog = page.getByRole('dialog', { name: inside.compare.title })
  await dialog.getByRole('combobox').selectOption('b2')
  await dialog.getByRole('textbox').fill('[0 0 0 0 0 0 0 0 0 0]')
  await dialog.getByRole('button', { name: inside.compare.compare, exact: true }).click()
  await expect(dialog.getByText(/b2\[0\]/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // A line of the code chooses what it computes; the table leads to the image that contributed.
  await page.locator('.line.writes', { hasText: 'matmulTransposedLeft' }).click()
  await expect(formula(page)).toContainText('∂L/∂W2[')
  await press(page, ',', 1)
  await expect(formula(page)).toContainText('∂L/∂a2[9] = (y[9] − t[9]) / N')

  await press(page, '.', 5)
  await expect(page.getByText('0.30830395')).toBeVisible()
  await expect(page.getByText('57 张变小')).toBeVisible()
  await expect(page.getByText('9.1×10⁻⁸')).toBeVisible()
  await picture('71-inside-repeat')

  await page.getByRole('tab', { name: inside.tab.check }).click()
  await expect(page.getByText(inside.check.head.none)).toBeVisible({ timeout: 60_000 })
  await page.getByText(inside.check.bug.mask, { exact: true }).click()
  await expect(page.getByText(inside.check.why.between).first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('button', { name: inside.check.toBricks }).click()
  await expect(page.getByRole('heading', { name: `ReLU · ${inside.backward}` })).toBeVisible()

  await page.getByRole('tab', { name: inside.tab.neurons }).click()
  await page.getByRole('button', { name: /^25 号/ }).click()
  await expect(page.getByRole('heading', { name: inside.neurons.neuron.replace('{n}', '25') })).toBeVisible()
  const start = page.getByRole('button', { name: inside.neurons.start })
  await start.click()
  await expect(start).toHaveAttribute('aria-pressed', 'true')

  await page.getByRole('tab', { name: inside.tab.mistakes }).click()
  await expect(page.getByRole('heading', { name: inside.mistakes.matrix })).toBeVisible({ timeout: 60_000 })
  const filter = page.getByRole('button', { name: /^4 → 9/ })
  await filter.click()
  await expect(page.locator('.gallery .images button').first()).toContainText('4 → 9')
  await page.getByRole('button', { name: inside.mistakes.toBricks }).click()
  await expect(formula(page)).toContainText('∂L/∂z1[')
  await expect(page.getByText(`${inside.pad.label} 4`)).toBeVisible()
})

test('beside a run at full speed the shown iteration stays; a wide layer and the pad work too', async ({ studio }) => {
  const { page } = studio
  await trained(studio, { iterations: '1000000', hidden: '200' })
  await openView(page, 'inside')
  const frozen = page.getByText(new RegExp(inside.weights.frozen.split('{n}')[0] ?? ''))
  await expect(frozen).toBeVisible({ timeout: 60_000 })
  const before = await frozen.innerText()
  await press(page, '.', 4)
  expect(await frozen.innerText()).toBe(before)
  await page.getByRole('button', { name: inside.weights.latest }).click()
  await expect(frozen).not.toHaveText(before, { timeout: 60_000 })
  await page.keyboard.press('s')
  await ended(page)
  await page.getByText(inside.source.pad, { exact: true }).click()
  await expect(page.getByText(inside.pad.empty)).toBeVisible()
})
