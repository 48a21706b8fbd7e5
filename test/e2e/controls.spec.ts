import { expectAccessibleInBothThemes } from './support/accessible'
import { expect, test } from './support/studio'
import { beginAnew, hyperparameter, iterationsShown, setHyperparameter, words } from './support/workbench'

test.use({ sharedBy: 'controls' })
test.beforeEach(({ studio }) => beginAnew(studio.page))

test('a value outside its range is refused in the field, in words, and cannot be trained with', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  for (const [name, value] of [
    ['hidden', '0'],
    ['batch', '12.5'],
    ['lr', 'abc'],
    ['iterations', ''],
  ] as const) {
    const field = hyperparameter(page, name)
    const before = await field.inputValue()
    await setHyperparameter(page, name, value)
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByRole('alert').first()).not.toBeEmpty()
    await picture(`12-refused-${name}`)
    await page.getByRole('button', { name: words.controls.start }).click()
    expect(await iterationsShown(page)).toBe(0)
    await setHyperparameter(page, name, before.replace(/,/g, ''))
    await expect(field).not.toHaveAttribute('aria-invalid', 'true')
  }
})

test('Space starts and pauses, → makes one iteration, 停止 ends the run', async ({ studio, picture }) => {
  const { page } = studio
  await setHyperparameter(page, 'iterations', '200000')
  await page.locator('body').click({ position: { x: 4, y: 400 } })
  await page.keyboard.press('Space')
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(50)
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: words.controls.resume })).toBeVisible()
  const paused = await iterationsShown(page)
  await picture('10-paused')

  await page.keyboard.press('ArrowRight')
  await expect.poll(() => iterationsShown(page)).toBe(paused + 1)
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => iterationsShown(page)).toBe(paused + 2)

  await page.keyboard.press('Space')
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(paused + 50)
  await page.getByRole('button', { name: words.controls.stop }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
  await picture('11-stopped')
})

test('a learning rate far too large diverges; the notice says where, and a lower one resumes from the last good snapshot', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  await setHyperparameter(page, 'seed', '0')
  // The book's loss is bounded; only steps beyond all measure drive float32 out of its numbers.
  await setHyperparameter(page, 'lr', '1000000000')
  await page.getByRole('button', { name: words.controls.start }).click()
  const alert = page.getByRole('alert').filter({ hasText: words.notice.title.diverged })
  await expect(alert).toContainText('第 2 次迭代')
  await picture('13-learning-rate-too-large')
  await expectAccessibleInBothThemes(page, 'a run that diverged')
  await alert.getByRole('button', { name: words.action.halveRate }).click()
  await expect(hyperparameter(page, 'lr')).toHaveValue('0.5')
})
