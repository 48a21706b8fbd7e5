import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './studio'

/** Expects the visible page to pass all rules of axe. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`),
    `accessibility of ${what}`,
  ).toEqual([])
}

/** The same in both themes; the theme must follow the system, which is the default setting. */
export async function expectAccessibleInBothThemes(page: Page, what: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    // Without transitions: colors in between have meaningless contrast.
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expectAccessible(page, `${what}, ${theme}`)
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}
