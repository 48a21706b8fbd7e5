import type { Page } from '@playwright/test'

/** Layout problems of a view: excess width of the page in px, and names of controls that cannot be reached. */
export interface Layout {
  readonly tooWide: number
  /** Cut off by something that does not scroll, or outside the window. */
  readonly cutOff: readonly string[]
  /** Another element covers its center when it is scrolled into view. */
  readonly covered: readonly string[]
}

/** Checks every control of the page, also those outside the visible area. */
export const layoutOf = (page: Page): Promise<Layout> =>
  page.evaluate(() => {
    type Box = { left: number; right: number; top: number; bottom: number }
    /** Tolerance in px, for rounding and for borders on an edge. */
    const SLACK = 1.5
    const inside = (inner: Box, outer: Box, x: boolean, y: boolean): boolean =>
      (!x || (inner.left >= outer.left - SLACK && inner.right <= outer.right + SLACK)) &&
      (!y || (inner.top >= outer.top - SLACK && inner.bottom <= outer.bottom + SLACK))
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
    const clips = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'

    /** Walks up from a control: a scrolling ancestor can show it, and must then be visible itself. */
    function isCutOff(control: Element): boolean {
      let x: Box = control.getBoundingClientRect()
      let y: Box = x
      let fixed = getComputedStyle(control).position === 'fixed'
      for (let around = control.parentElement; around !== null && !fixed; around = around.parentElement) {
        if (around === document.body) break
        const { overflowX, overflowY, position } = getComputedStyle(around)
        const box = around.getBoundingClientRect()
        if (scrolls(overflowX)) x = box
        else if (clips(overflowX) && !inside(x, box, true, false)) return true
        if (scrolls(overflowY)) y = box
        else if (clips(overflowY) && !inside(y, box, false, true)) return true
        fixed = position === 'fixed'
      }
      const room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      return !inside(x, room, true, false) || !inside(y, room, false, true)
    }

    function isCovered(control: Element): boolean {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { left, top, width, height } = control.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      // Choices hide their radio buttons under the labels.
      return hit !== null && !control.contains(hit) && !hit.contains(control) && hit.closest('label') === null
    }

    const nameOf = (control: Element): string =>
      `${control.tagName.toLowerCase()} ${control.getAttribute('aria-label') ?? (control.textContent ?? '').trim().slice(0, 30)}`
    const controls = [
      ...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]'),
    ].filter(
      (control) =>
        control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        control.closest('[inert], .spoken') === null,
    )
    const cutOff = controls.filter(isCutOff).map(nameOf)
    const covered = controls.filter(isCovered).map(nameOf)
    document.querySelector('main')?.scrollTo({ top: 0, behavior: 'instant' })
    return { tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth, cutOff, covered }
  })
