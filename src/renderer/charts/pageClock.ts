import type { PacerClock } from './pacer'

/** The clock of the page; hidden while its tab or window is. */
export const pageClock: PacerClock = {
  now: () => performance.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
  isHidden: () => document.hidden,
}
