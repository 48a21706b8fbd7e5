import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './studio'

/** What is on show violates none of axe's rules. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    `accessibility of ${what}`,
  ).toEqual([])
}

/** The same in light and dark, where the theme follows the system, as it does until a person chooses one. */
export async function expectAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    // A colour on its way to the other theme has no contrast worth measuring.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(page, `${what}, ${theme}`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
