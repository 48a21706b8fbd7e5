import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { en } from '../../src/shared/i18n/en'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expectAccessible } from './support/accessible'
import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import {
  hyperparameter,
  loadFolder,
  openAdvanced,
  openView,
  setHyperparameter,
  waitForData,
  words,
} from './support/workbench'

const VIEWS = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const

/** Two short runs with other settings, a drawing with its label, and a second set of weights. */
async function fillEverything(page: Page): Promise<void> {
  await waitForData(page)
  for (const hidden of ['10', '12']) {
    await setHyperparameter(page, 'hidden', hidden)
    await setHyperparameter(page, 'iterations', '300')
    await page.getByRole('button', { name: words.controls.start }).click()
    // A run of 300 iterations may be over before anybody sees it going on.
    await expect(page.getByText(words.status.ended)).toBeVisible({ timeout: 60_000 })
  }
  await openAdvanced(page)
  await hyperparameter(page, 'decay').selectOption('step')
  await openView(page, 'draw')
  await drawStrokes(page, DIGITS[3] ?? [])
  await page.keyboard.press('3')
  await page.getByRole('button', { name: zhCN.drawing.comparison.now, exact: true }).click()
  await drawStrokes(page, DIGITS[5] ?? [])
  await page.getByRole('button', { name: zhCN.drawing.own.measure }).click()
  await page.getByRole('button', { name: zhCN.drawing.shiftTest.measure }).last().click()
  await openView(page, 'runs')
  const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') })
  await expect(rows).toHaveCount(2, { timeout: 60_000 })
  for (const box of await rows.getByRole('checkbox').all()) await box.check()
}

test('the list of keys, notices and all that opens has no violation in both themes and languages', async ({
  studio,
}) => {
  test.setTimeout(240_000)
  const { page } = studio
  await fillEverything(page)
  // A folder without a data set: a notice with its details.
  const empty = await mkdtemp(join(tmpdir(), 'digit-studio-empty-'))
  await loadFolder(studio, empty)
  const notice = page.getByRole('alert')
  await expect(notice).toBeVisible()
  await notice.locator('summary').click()

  let current: typeof zhCN = zhCN
  const rail = (view: (typeof VIEWS)[number]) =>
    page.getByRole('navigation').getByRole('button', { name: current.app.view[view] }).click()
  for (const [name, next] of [
    ['中文', zhCN],
    ['English', en],
  ] as const) {
    await rail('settings')
    await page.getByText(name, { exact: true }).click()
    current = next
    for (const theme of ['light', 'dark'] as const) {
      await rail('settings')
      await page.getByText(current.app.settings.themes[theme], { exact: true }).click()
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      for (const view of VIEWS) {
        await rail(view)
        if (view === 'runs') {
          await page.getByRole('row').nth(1).getByRole('button').first().focus()
          await page.keyboard.press('F2')
        }
        await expectAccessible(page, `${view}, ${theme}, ${name}`)
        if (view === 'runs') await page.keyboard.press('Escape')
      }
      await rail('inside')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page, `list of keys, ${theme}, ${name}`)
      await page.keyboard.press('Escape')
    }
  }
  await rm(empty, { recursive: true })
})

interface Stop {
  /** Where the focus is; empty on the page itself. */
  readonly name: string
  /** Whether anything on or around it looks otherwise than without the focus. */
  readonly seen: boolean
}

/** Gives every element a number, so that it can be told from others. */
const number = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const shown = (element: HTMLElement) => element.checkVisibility({ visibilityProperty: true })
    const all = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
    ].filter((element) => shown(element) && !element.matches(':disabled') && element.closest('[inert]') === null)
    const names = all.map((element, index) => {
      const { name, type, checked } =
        element instanceof HTMLInputElement ? element : { name: '', type: '', checked: false }
      element.dataset['stop'] =
        `${element.tagName.toLowerCase()} ${index} ${element.getAttribute('aria-label') ?? element.innerText.slice(0, 20)}`
      // Of a group of radio buttons one takes the focus; arrows reach the others.
      const group = type === 'radio' ? [...document.getElementsByName(name)].filter((other) => all.includes(other)) : []
      const someChecked = group.some((other) => other instanceof HTMLInputElement && other.checked)
      return group.length > 0 && (someChecked ? !checked : group[0] !== element) ? '' : element.dataset['stop']
    })
    return names.filter((name) => name !== '')
  })

/** Presses Tab and looks where the focus went, and whether it is seen. */
async function tab(page: Page): Promise<Stop> {
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return { name: '', seen: true }
    const around = [element, element.parentElement, element.parentElement?.parentElement, element.nextElementSibling]
    const look = () =>
      around
        .filter((part) => part instanceof Element)
        .map((part) => {
          const { outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor } = getComputedStyle(part)
          return [outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor].join()
        })
        .join('\n')
    const focused = look()
    element.blur()
    const plain = look()
    element.focus({ preventScroll: true })
    return { name: element.dataset['stop'] ?? element.outerHTML.slice(0, 80), seen: focused !== plain }
  })
}

test('Tab reaches everything in every view, and where it is can be seen', async ({ studio }) => {
  test.setTimeout(240_000)
  const { page } = studio
  await fillEverything(page)
  // A change of colour that takes time would not be seen at once.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const view of VIEWS) {
    await openView(page, view)
    // An iteration is captured and repeated before there is something to reach.
    if (view === 'inside') await expect(page.getByRole('navigation', { name: zhCN.inside.stopsLabel })).toBeVisible()
    const wanted = await number(page)
    const reached = new Set<string>()
    const unseen: string[] = []
    for (let presses = 0; presses < wanted.length + 20 && wanted.some((name) => !reached.has(name)); presses++) {
      const stop = await tab(page)
      reached.add(stop.name)
      if (!stop.seen) unseen.push(stop.name)
    }
    expect(
      wanted.filter((name) => !reached.has(name)),
      `what Tab does not reach in ${view}`,
    ).toEqual([])
    expect(unseen, `where the focus is not seen in ${view}`).toEqual([])
  }
})
