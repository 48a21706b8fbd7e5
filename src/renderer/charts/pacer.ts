/** What a pacer needs; a parameter, so that tests own the time. */
export interface PacerClock {
  now(): number
  /** Runs `work` after `milliseconds`. @returns a function that calls it off */
  after(milliseconds: number, work: () => void): () => void
  isHidden(): boolean
}

/** Asks for a redraw as often as one likes; it draws at most once per interval, and not at all while nobody can see it. */
export interface Pacer {
  /** Draws before it returns where the interval is over: what is asked for together is drawn together, in one frame. */
  request(): void
  /** Draws at once if anything is waiting; for the end of a run and for a page that is seen again. */
  flush(): void
  dispose(): void
}

/** @param interval - least milliseconds between two drawings */
export function createPacer(draw: () => void, interval: number, clock: PacerClock): Pacer {
  let lastDrawn = -Infinity
  let waiting = false
  let callOff: (() => void) | null = null

  function flush(): void {
    callOff?.()
    callOff = null
    if (!waiting || clock.isHidden()) return
    waiting = false
    lastDrawn = clock.now()
    draw()
  }

  return {
    request() {
      waiting = true
      if (callOff !== null || clock.isHidden()) return
      const wait = lastDrawn + interval - clock.now()
      if (wait <= 0) flush()
      else callOff = clock.after(wait, flush)
    },
    flush,
    dispose() {
      callOff?.()
      callOff = null
      waiting = false
    },
  }
}
