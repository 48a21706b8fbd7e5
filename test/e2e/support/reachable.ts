import type { Page } from '@playwright/test'

/** What is wrong with the layout of a view: by how much the page is too wide, and the controls that nobody can reach. */
export interface Layout {
  readonly tooWide: number
  /** Cut off by something that does not scroll, or outside the window. */
  readonly cutOff: readonly string[]
  /** Something else lies over its middle when it is scrolled to. */
  readonly covered: readonly string[]
}

/** Looks at every control of the page, also at those that have to be scrolled to. */
export const layoutOf = (page: Page): Promise<Layout> =>
  page.evaluate(() => {
    type Box = { left: number; right: number; top: number; bottom: number }
    /** Half a pixel is lost in rounding, and a border may lie on an edge. */
    const SLACK = 1.5
    const inside = (inner: Box, outer: Box, x: boolean, y: boolean): boolean =>
      (!x || (inner.left >= outer.left - SLACK && inner.right <= outer.right + SLACK)) &&
      (!y || (inner.top >= outer.top - SLACK && inner.bottom <= outer.bottom + SLACK))
    const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
    const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'

    /** Goes out from a control: what scrolls can show it, and then has to be seen itself. */
    function isCutOff(control: Element): boolean {
      let x: Box = control.getBoundingClientRect()
      let y: Box = x
      let fixed = getComputedStyle(control).position === 'fixed'
      for (let around = control.parentElement; around !== null && !fixed; around = around.parentElement) {
        if (around === document.body) break
        const { overflowX, overflowY, position } = getComputedStyle(around)
        const box = around.getBoundingClientRect()
        if (scrolls(overflowX)) x = box
        else if (cuts(overflowX) && !inside(x, box, true, false)) return true
        if (scrolls(overflowY)) y = box
        else if (cuts(overflowY) && !inside(y, box, false, true)) return true
        fixed = position === 'fixed'
      }
      const room = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
      return !inside(x, room, true, false) || !inside(y, room, false, true)
    }

    function isCovered(control: Element): boolean {
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { left, top, width, height } = control.getBoundingClientRect()
      const hit = document.elementFromPoint(left + width / 2, top + height / 2)
      // A choice hides its radio buttons under their labels.
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
