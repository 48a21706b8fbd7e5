import { toFloat32 } from '../nn/copyWeights'
import type { Weights, Weights32 } from '../nn/weights'

/** The weights of a run at one moment, in float32. */
export interface FilmFrame {
  /** Iterations done. */
  readonly iteration: number
  readonly weights: Weights32
}

const MAX_FRAMES = 32
const MAX_BYTES = 64 * 1024 * 1024

/**
 * Weights along a run, dense at its beginning, where features grow fast: at its start, at 1, 2, 5 times each power of ten, at
 * every epoch, and wherever a checkpoint is taken. When there are too many, the frame closest to the one before it on a logarithmic scale goes.
 */
export class WeightFilm {
  #frames: FilmFrame[] = []

  /** Oldest first. */
  get frames(): readonly FilmFrame[] {
    return this.#frames
  }

  /** Whether a frame is taken after this many iterations, epochs aside. */
  wants(iteration: number): boolean {
    if (iteration < 1) return iteration === 0
    const leading = iteration / 10 ** Math.floor(Math.log10(iteration) + 1e-9)
    return leading === 1 || leading === 2 || leading === 5
  }

  /** @param weights - copied */
  add(iteration: number, weights: Weights): void {
    const last = this.#frames.at(-1)
    if (last !== undefined && last.iteration >= iteration) return
    const frame = { iteration, weights: toFloat32(weights) }
    this.#frames.push(frame)
    const bytes = 4 * (weights.W1.length + weights.b1.length + weights.W2.length + weights.b2.length)
    while (this.#frames.length > Math.max(2, Math.min(MAX_FRAMES, Math.floor(MAX_BYTES / bytes)))) this.#thin()
  }

  /** The first and the last frame stay. */
  #thin(): void {
    const place = ({ iteration }: FilmFrame) => Math.log10(iteration + 1)
    let closest = 1
    let least = Infinity
    for (let at = 1; at < this.#frames.length - 1; at++) {
      const [before, frame] = [this.#frames[at - 1], this.#frames[at]]
      if (before === undefined || frame === undefined) continue
      const gap = place(frame) - place(before)
      if (gap < least) [least, closest] = [gap, at]
    }
    this.#frames.splice(closest, 1)
  }
}
