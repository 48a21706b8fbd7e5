import { mkdir } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { en } from '../../src/shared/i18n/en'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import { MNIST, loadFolder, openView, setHyperparameter, waitForData, words } from './support/workbench'

/** Names of the pictures to keep in docs/screens, separated by commas. */
const KEEP = process.env['KEEP_SCREENS']?.split(',') ?? []
const folderOf = (picture: string) => (KEEP.includes(picture) ? 'docs/screens' : 'test-results/screens')

const LANGUAGES = [
  { code: 'zh', name: '中文', messages: zhCN },
  { code: 'en', name: 'English', messages: en },
] as const

/** Colours and words are the same on both hosts: in the browser each theme and each language is looked at once. */
const shownIn = (host: string, theme: string, language: string) =>
  host === 'electron' || (theme === 'light') === (language === 'zh')

/** The rail's entries, top to bottom: their names in the code and in the language shown. */
async function railEntries(page: Page, view: Record<string, string>): Promise<{ key: string; label: string }[]> {
  const labels = await page.getByRole('navigation').getByRole('button').allInnerTexts()
  return labels.map((text) => {
    const label = text.trim()
    const key = Object.keys(view).find((name) => view[name] === label)
    if (key === undefined) throw new Error(`the rail shows ${label}, which no view is called`)
    return { key, label }
  })
}

// reach.spec.ts asks axe, about the same views with all that they can hold.
test('every view in both themes and languages: nothing overflows', async ({ studio }) => {
  test.setTimeout(300_000)
  const { page, host } = studio
  await waitForData(page)
  if (MNIST !== null) {
    await loadFolder(studio, MNIST)
    await expect(page.getByText('60,000').first()).toBeVisible({ timeout: 60_000 })
  }
  await openView(page, 'train')
  // A few hundred iterations fill the views; the pictures that are kept show the book's whole run.
  if (KEEP.length === 0) await setHyperparameter(page, 'iterations', '900')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByRole('button', { name: words.controls.pause })).toBeVisible()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible({ timeout: 120_000 })
  await drawStrokes(page, DIGITS[3] ?? [])
  if (KEEP.length > 0) await mkdir('docs/screens', { recursive: true })

  let current: (typeof LANGUAGES)[number]['messages'] = zhCN
  for (const language of LANGUAGES) {
    await page.getByRole('navigation').getByRole('button', { name: current.app.view.settings }).click()
    await page.getByText(language.name, { exact: true }).click()
    current = language.messages
    for (const theme of (['light', 'dark'] as const).filter((each) => shownIn(host, each, language.code))) {
      await page.getByRole('navigation').getByRole('button', { name: current.app.view.settings }).click()
      await page.getByText(current.app.settings.themes[theme], { exact: true }).click()
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      for (const { key, label } of await railEntries(page, current.app.view)) {
        const entry = page.getByRole('navigation').getByRole('button', { name: label })
        await entry.click()
        await expect(entry).toHaveAttribute('aria-current', 'page')
        // Notices pass by themselves; a picture is of the view.
        await expect(page.getByRole('region', { name: current.app.notice.region }).locator('.notice')).toHaveCount(0)
        const name = `${key}-${theme}-${language.code}`
        if (host === 'electron') await page.screenshot({ path: `${folderOf(name)}/${name}.png` })

        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(wider, `${name} is wider than the window`).toBeLessThanOrEqual(0)
      }
    }
  }
})
