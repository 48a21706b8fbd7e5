/** Pixel values per bar. */
const BIN = 4

/** One bar of the histogram. */
interface PixelBar {
  readonly from: number
  readonly to: number
  readonly count: number
  /** Of all pixels, 0..1. */
  readonly share: number
  /** Of the chart's height, 0..1, logarithmic between the two powers of ten; 0 without pixels. */
  readonly height: number
}

export interface PixelStats {
  readonly bars: readonly PixelBar[]
  /** The axis runs from 10 ** `low`, below the lowest bar, to 10 ** `high`. */
  readonly low: number
  readonly high: number
  /** Share of pixels that are 0. */
  readonly background01: number
  /** Share of pixels of 200 and more. */
  readonly ink01: number
  /** Of the values divided by 255, as the network sees them. */
  readonly mean01: number
  readonly deviation01: number
}

/**
 * Summarises how often each pixel value occurs.
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
  const filled = bins.filter((count) => count > 0).map(Math.log10)
  // One less even for an exact power of ten, so that every bar that is not empty is visible.
  const low = filled.length > 0 ? Math.ceil(Math.min(...filled)) - 1 : 0
  const high = filled.length > 0 ? Math.ceil(Math.max(...filled)) : 1
  return {
    bars: bins.map((count, bin) => ({
      ...{ from: bin * BIN, to: bin * BIN + BIN - 1, count, share: of(count) },
      height: count > 0 ? (Math.log10(count) - low) / (high - low) : 0,
    })),
    ...{ low, high },
    background01: of(counts[0] ?? 0),
    ink01: of(ink),
    mean01: mean / 255,
    deviation01: Math.sqrt(Math.max(0, of(squares) - mean * mean)) / 255,
  }
}
