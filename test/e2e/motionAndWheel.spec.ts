import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS, drawStrokes } from './support/draw'
import { expect, test } from './support/studio'
import {
  hyperparameter,
  openAdvanced,
  openView,
  setHyperparameter,
  shownShares,
  waitForData,
  words,
} from './support/workbench'

/** A short run, so that there is a curve and a network. */
async function train(page: Page): Promise<void> {
  await waitForData(page)
  await setHyperparameter(page, 'iterations', '600')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByText(words.status.ended)).toBeVisible({ timeout: 60_000 })
}

test('Ctrl with the wheel zooms a chart, the wheel alone scrolls the page, a double click resets', async ({
  studio,
}) => {
  const { page } = studio
  await train(page)
  // Lower than the view, so that there is something to scroll.
  await page.setViewportSize({ width: 1100, height: 480 })
  const card = page.getByRole('region', { name: words.chart.lossTitle })
  const plot = page.getByRole('img', { name: words.chart.lossTitle })
  const reset = card.getByRole('button', { name: words.chart.resetZoom })
  const overPlot = async (): Promise<void> => {
    await plot.scrollIntoViewIfNeeded()
    const box = await plot.boundingBox()
    if (box === null) throw new Error('no chart')
    await page.mouse.move(box.x + box.width / 2, Math.min(box.y + box.height / 2, 440))
  }
  const scrolled = () =>
    plot.evaluate((element) => {
      let top = 0
      for (let at: Element | null = element; at !== null; at = at.parentElement) top += at.scrollTop
      return top
    })

  await overPlot()
  const before = await scrolled()
  const up = before > 0
  await page.mouse.wheel(0, up ? -120 : 120)
  await expect.poll(scrolled).not.toBe(before)
  await expect(reset).toBeHidden()
  await expect(card.getByText(words.chart.hint)).toBeVisible()

  await overPlot()
  const still = await scrolled()
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -240)
  await page.keyboard.up('Control')
  await expect(reset).toBeVisible()
  expect(await scrolled()).toBe(still)
  await plot.dblclick()
  await expect(reset).toBeHidden()
})

/** What still moves by itself: elements whose style lets a change or an animation take time. */
const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const takesTime = (durations: string) => durations.split(',').some((duration) => Number.parseFloat(duration) > 0)
    const found: string[] = []
    for (const element of document.querySelectorAll('*')) {
      for (const part of ['', '::before', '::after']) {
        const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element, part)
        const animates = animationName !== 'none' && takesTime(animationDuration)
        if (takesTime(transitionDuration) || animates || scrollBehavior === 'smooth')
          found.push(`${element.tagName}.${element.className}${part}`)
      }
    }
    return found
  })

test('where motion is to be reduced nothing moves by itself, and a replay shows whole strokes', async ({ studio }) => {
  const { page } = studio
  await waitForData(page)
  // Otherwise the check below would find nothing in any case.
  expect(await moving(page)).not.toEqual([])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openAdvanced(page)
  await setHyperparameter(page, 'iterations', '1000000')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByRole('button', { name: words.controls.pause })).toBeVisible()
  await hyperparameter(page, 'hidden').hover()
  expect(await moving(page), 'while it trains').toEqual([])
  for (const view of ['data', 'draw', 'inside', 'runs', 'settings'] as const) {
    await openView(page, view)
    expect(await moving(page), view).toEqual([])
  }
  await openView(page, 'train')
  await page.getByRole('button', { name: words.controls.stop }).click()
  await expect(page.getByText(words.status.ended)).toBeVisible()

  await openView(page, 'draw')
  await drawStrokes(page, DIGITS[3] ?? [])
  const answers = page.getByRole('region', { name: words.view.draw })
  await expect(answers).toHaveAttribute('aria-busy', 'false')
  const three = await shownShares(page)
  await page.getByRole('list', { name: words.pad.bars }).evaluate((list) => {
    const seen = new Set<string>()
    new MutationObserver(() => seen.add(list.textContent ?? '')).observe(list, {
      characterData: true,
      childList: true,
      subtree: true,
    })
    Object.assign(window, { readMeanwhile: seen })
  })
  await page.getByRole('button', { name: zhCN.drawing.tool.replay, exact: true }).click()
  await expect(page.getByRole('button', { name: zhCN.drawing.tool.stop, exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: zhCN.drawing.tool.replay, exact: true })).toBeVisible()
  await expect(answers).toHaveAttribute('aria-busy', 'false')
  expect(await shownShares(page)).toEqual(three)
  // A three is one stroke: it was never read half written.
  expect(
    await page.evaluate(() => [...((window as Window & { readMeanwhile?: Set<string> }).readMeanwhile ?? [])]),
  ).toEqual([])
})
