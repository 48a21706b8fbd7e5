import type { Page } from '@playwright/test'
import { expect, test } from './support/studio'
import { openView, setHyperparameter, waitForData, words } from './support/workbench'

/** Presses an entry of the rail and counts, in the first frame that shows its view, the canvases that hold nothing. */
const emptyChartsInFirstFrame = (page: Page, entry: string): Promise<number> =>
  page.evaluate(async (label) => {
    const buttons = [...document.querySelectorAll<HTMLElement>('nav button')]
    buttons.find((button) => button.innerText.trim() === label)?.click()
    await new Promise(requestAnimationFrame)
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.charts canvas')]
    if (canvases.length !== 2) return NaN
    // The middle of a plot holds level lines of the grid at least.
    return canvases.filter((canvas) => {
      const { width, height } = canvas
      if (width === 0 || height === 0) return true
      const pixels = canvas.getContext('2d')?.getImageData(width >> 1, 0, 1, height).data ?? []
      return !pixels.some((value) => value > 0)
    }).length
  }, entry)

test('charts are whole in the first frame after coming back, also in another theme', async ({ studio }) => {
  const { page } = studio
  await waitForData(page)
  await setHyperparameter(page, 'iterations', '300')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect(page.getByRole('button', { name: words.controls.start })).toBeVisible()
  for (const theme of ['dark', 'light'] as const) {
    await openView(page, 'settings')
    await page.getByText(words.settings.themes[theme], { exact: true }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    expect(await emptyChartsInFirstFrame(page, words.view.train)).toBe(0)
  }
})
