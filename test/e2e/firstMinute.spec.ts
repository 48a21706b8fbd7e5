import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import { openView, waitForData, words } from './support/workbench'

const steps = words.firstSteps

test('an empty profile is invited to three steps, each done by doing it, closed for good, back from the menu', async ({
  studio,
  picture,
}) => {
  const { page } = studio
  await waitForData(page)
  const region = page.getByRole('region', { name: steps.title })
  await expect(region.getByRole('button', { name: steps.draw })).toHaveAttribute('aria-current', 'step')
  await picture('01-first-steps')
  await expect(region.getByRole('button', { name: steps.train })).not.toContainText(steps.done)
  // The pretrained weights classify the first drawing.
  await expect(page.getByText(/预训练权重.*97\.0%/)).toBeVisible({ timeout: 30_000 })
  await drawStrokes(page, DIGITS[3] ?? [])
  await expect(region.getByRole('button', { name: steps.draw })).toContainText(steps.done)
  await expect(page.getByText('识别为 3', { exact: false }).first()).toBeAttached()
  await page.keyboard.press('Space')
  await expect(region.getByRole('button', { name: steps.train })).toContainText(steps.done)
  await page.keyboard.press('s')
  await region.getByRole('button', { name: steps.close }).click()
  await expect(region).toBeHidden()

  const next = await studio.restart()
  await waitForData(next.page)
  await expect(next.page.getByRole('region', { name: steps.title })).toBeHidden()
  if (next.electron === null) return
  await next.electron.evaluate(({ Menu }, label) => {
    const find = (items: Electron.MenuItem[]): Electron.MenuItem | undefined =>
      items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]).find((item) => item.label === label)
    find(Menu.getApplicationMenu()?.items ?? [])?.click()
  }, '入门三步')
  await expect(next.page.getByRole('region', { name: steps.title })).toBeVisible()
})

test('a system that does not speak Chinese is offered English once; the header switches both ways', async ({
  studio,
}) => {
  test.skip(studio.host !== 'browser', 'a page can choose its locale')
  const context = await studio.page.context().browser()?.newContext({ locale: 'de-DE' })
  if (context === undefined) throw new Error('no browser')
  const page = await context.newPage()
  await page.goto(studio.page.url())
  await waitForData(page)
  const offer = page.getByRole('button', { name: 'Switch to English' }).filter({ hasText: 'Switch' })
  await offer.click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: '切换到中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(offer).toBeHidden()
  await context.close()

  await waitForData(studio.page)
  await expect(studio.page.getByText('also available in English')).toBeHidden()
  await openView(studio.page, 'train')
})
