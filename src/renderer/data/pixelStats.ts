/** Pixel values shown in one bar. */
export const BIN = 4

/** One bar of the histogram. */
export interface PixelBar {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Of all pixels, 0..1. */
  readonly share: number
  /** Of the chart's height, 0..1, logarithmic. */
  readonly height: number
}

export interface PixelStats {
  readonly bars: readonly PixelBar[]
  /** Share of pixels that are 0. */
  readonly paper01: number
  /** Share of pixels of 200 and more. */
  readonly ink01: number
  /** Of the values divided by 255, as the network sees them. */
  readonly mean01: number
  readonly deviation01: number
}

/**
 * Sums up how often each pixel value occurs.
 * @param counts - (256,) pixels of each value; not modified
 */
export function pixelStats(counts: Float64Array): PixelStats {
  let total = 0
  let sum = 0
  let squares = 0
  let ink = 0
  counts.forEach((count, value) => {
    total += count
    sum += count * value
    squares += count * value * value
    if (value >= 200) ink += count
  })
  const of = (count: number): number => (total > 0 ? count / total : 0)
  const mean = of(sum)
  const bins = Array.from({ length: 256 / BIN }, (_, bin) =>
    counts.subarray(bin * BIN, (bin + 1) * BIN).reduce((all, count) => all + count, 0),
  )
  const tallest = Math.log1p(Math.max(0, ...bins))
  return {
    bars: bins.map((count, bin) => ({
      ...{ from: bin * BIN, to: bin * BIN + BIN - 1, count, share: of(count) },
      height: tallest > 0 ? Math.log1p(count) / tallest : 0,
    })),
    paper01: of(counts[0] ?? 0),
    ink01: of(ink),
    mean01: mean / 255,
    deviation01: Math.sqrt(Math.max(0, of(squares) - mean * mean)) / 255,
  }
}
