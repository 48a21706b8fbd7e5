import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/studio'
import { MNIST, hyperparameter, loadFolder, openView, setHyperparameter, waitForData, words } from './support/workbench'

test('hyperparameters and theme come back at the next start', async ({ studio, picture }) => {
  await waitForData(studio.page)
  await setHyperparameter(studio.page, 'hidden', '64')
  await openView(studio.page, 'settings')
  await studio.page.getByText(words.settings.themes.dark, { exact: true }).click()
  await expect(studio.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await picture('30-settings-dark')

  const next = await studio.restart()
  await waitForData(next.page)
  await expect(hyperparameter(next.page, 'hidden')).toHaveValue('64')
  await expect(next.page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('the language changes at once, everywhere', async ({ studio, picture }) => {
  const { page } = studio
  await waitForData(page)
  await openView(page, 'settings')
  await page.getByText('English', { exact: true }).click()
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Train' })).toBeVisible()
  await picture('31-settings-english')
  // Nothing Chinese is left but the seal and the names of languages.
  await page.getByRole('navigation').getByRole('button', { name: 'Train' }).click()
  const main = await page.locator('main').innerText()
  expect(main).not.toMatch(/[一-鿿]/)
  await picture('32-train-english')
})

test('the last folder is loaded again at the next start', async ({ studio }) => {
  test.skip(studio.host !== 'electron', 'a browser may not reopen a folder by itself')
  test.skip(MNIST === null, 'MNIST_DIR is not set')
  await waitForData(studio.page)
  await loadFolder(studio, MNIST ?? '')
  await expect(studio.page.getByText('60,000').first()).toBeVisible({ timeout: 30_000 })
  const next = await studio.restart()
  await expect(next.page.getByText('60,000').first()).toBeVisible({ timeout: 30_000 })
})

test('a broken settings file is set aside and replaced by defaults', async ({ studio, picture }) => {
  test.skip(studio.electron === null, 'a browser keeps no settings file')
  await waitForData(studio.page)
  await setHyperparameter(studio.page, 'hidden', '64')
  const userData = (await studio.electron?.evaluate(({ app }) => app.getPath('userData'))) ?? ''
  const name =
    (await readdir(userData)).find((file) => file.startsWith('settings') && file.endsWith('.json')) ?? 'settings.json'
  const next = await studio.restart(() => writeFile(join(userData, name), '{ "hyperparameters": [1, 2'))
  await expect(next.page.getByText(words.notice.title.settings)).toBeVisible()
  await expect(hyperparameter(next.page, 'hidden')).toHaveValue('50')
  expect((await readdir(userData)).some((file) => file.includes('broken'))).toBe(true)
  await picture('33-settings-broken', next.page)
})
