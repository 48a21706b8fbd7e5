import type { PacerClock } from './pacer'

/** The page's own time; hidden while its tab or window is. */
export const pageClock: PacerClock = {
  now: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
  isHidden: () => document.hidden,
}
