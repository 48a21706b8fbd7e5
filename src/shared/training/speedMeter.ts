const WINDOW_MS = 2000

/** Iterations per second over the last two seconds of running time, and from it the time left. */
export class SpeedMeter {
  #samples: { elapsedMs: number; iteration: number }[] = []

  /**
   * Adds a sample.
   * @param elapsedMs - running time so far, pauses excluded
   * @param iteration - iterations done by then
   */
  sample(elapsedMs: number, iteration: number): void {
    this.#samples.push({ elapsedMs, iteration })
    // The oldest sample stays just outside the window, so that the window is always spanned.
    while (this.#samples.length > 2 && elapsedMs - (this.#samples[1]?.elapsedMs ?? 0) >= WINDOW_MS)
      this.#samples.shift()
  }

  /** 0 until two samples differ in time. */
  get iterationsPerSecond(): number {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || last.elapsedMs <= first.elapsedMs) return 0
    return (1000 * (last.iteration - first.iteration)) / (last.elapsedMs - first.elapsedMs)
  }

  /**
   * @param iterationsLeft - still to do
   * @returns estimated milliseconds; 0 when nothing is left or the speed is not known yet
   */
  remainingMs(iterationsLeft: number): number {
    const speed = this.iterationsPerSecond
    return speed > 0 ? (1000 * iterationsLeft) / speed : 0
  }
}
