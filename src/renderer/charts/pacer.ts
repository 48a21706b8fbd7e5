/** The clock of a pacer; a parameter, so that tests control it. */
export interface PacerClock {
  now(): number
  /** Calls `callback` after `milliseconds`. @returns a function that cancels it */
  after(milliseconds: number, callback: () => void): () => void
  isHidden(): boolean
}

/** Limits redraws: at most one per interval, however often they are requested, and none while the page is hidden. */
export interface Pacer {
  /** Draws before it returns if the interval is over, so that several charts requested together share a frame. */
  request(): void
  /** Draws at once if a request is pending: at the end of a run, and when the page becomes visible. */
  flush(): void
  dispose(): void
}

/** @param interval - minimum milliseconds between two drawings */
export function createPacer(draw: () => void, interval: number, clock: PacerClock): Pacer {
  let lastDrawn = -Infinity
  let pending = false
  let cancel: (() => void) | null = null

  function flush(): void {
    cancel?.()
    cancel = null
    if (!pending || clock.isHidden()) return
    pending = false
    lastDrawn = clock.now()
    draw()
  }

  return {
    request() {
      pending = true
      if (cancel !== null || clock.isHidden()) return
      const wait = lastDrawn + interval - clock.now()
      if (wait <= 0) flush()
      else cancel = clock.after(wait, flush)
    },
    flush,
    dispose() {
      cancel?.()
      cancel = null
      pending = false
    },
  }
}
