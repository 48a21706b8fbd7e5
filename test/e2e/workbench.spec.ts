import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import { beginAnew, hyperparameter, iterationsShown, openAdvanced, setHyperparameter, words } from './support/workbench'

const { training } = zhCN

test.use({ sharedBy: 'workbench' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

const start = (page: Page) => page.getByRole('button', { name: words.controls.start }).click()
const presetButton = (page: Page, name: keyof typeof training.preset) =>
  page.getByRole('button', { name: training.preset[name].label, exact: true })

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
  await expect(alert).toBeVisible({ timeout: 30_000 })
  await picture('52-runaway')
  await alert.getByRole('button', { name: words.action.halveRate }).click()
  await expect(hyperparameter(page, 'lr')).toHaveValue('0.5')
  await expect(alert).toBeHidden()
  await picture('53-mended')
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
  await expect(page.getByText(/使用第 \d+ 轮的最佳权重识别/)).toBeVisible()
  await picture('56-best-weights')
  await page.getByRole('button', { name: training.best.last }).click()
  await expect(page.getByText(words.weights.run)).toBeVisible()
})
