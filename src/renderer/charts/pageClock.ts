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

/** @returns how often to show what moves all the time: a third as often where training takes both processors there are */
export const liveInterval = (milliseconds: number): number =>
  navigator.hardwareConcurrency > 2 ? milliseconds : 3 * milliseconds
