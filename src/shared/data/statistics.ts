import type { ImageSet } from './dataset'

/** Images processed between two checks of the clock. */
const BLOCK = 256

/** Divides long work into slices, between which other events are handled. */
export interface Slicing {
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number
  readonly yieldToEvents: () => Promise<void>
  /** Longest slice. */
  readonly sliceMs: number
}

/** Calls `visit` for every image, in slices. */
async function forEachImage(count: number, slicing: Slicing, visit: (image: number) => void): Promise<void> {
  let deadline = slicing.now() + slicing.sliceMs
  for (let first = 0; first < count; first += BLOCK) {
    const end = Math.min(count, first + BLOCK)
    for (let image = first; image < end; image++) visit(image)
    if (slicing.now() < deadline) continue
    await slicing.yieldToEvents()
    deadline = slicing.now() + slicing.sliceMs
  }
}

/**
 * The mean image of each class.
 * @param set - not modified
 * @returns means (classes, rows * cols) u8, rounded, 0 for a class without images; counts (classes,)
 */
export async function classMeans(
  set: ImageSet,
  classes: number,
  slicing: Slicing,
): Promise<{ means: Uint8Array; counts: Uint32Array }> {
  const pixels = set.rows * set.cols
  const sums = new Float64Array(classes * pixels)
  const counts = new Uint32Array(classes)
  await forEachImage(set.count, slicing, (image) => {
    const label = set.labels[image]!
    const from = image * pixels
    const into = label * pixels
    for (let i = 0; i < pixels; i++) sums[into + i]! += set.images[from + i]!
    counts[label]!++
  })
  const means = Uint8Array.from(sums, (sum, i) => Math.round(sum / Math.max(1, counts[Math.floor(i / pixels)]!)))
  return { means, counts }
}

/**
 * How often each pixel value occurs.
 * @param set - not modified
 * @param label - only images of this class; null for all
 * @returns counts (256,) and the number of images counted
 */
export async function pixelHistogram(
  set: ImageSet,
  label: number | null,
  slicing: Slicing,
): Promise<{ counts: Float64Array; images: number }> {
  const pixels = set.rows * set.cols
  const counts = new Float64Array(256)
  let images = 0
  await forEachImage(set.count, slicing, (image) => {
    if (label !== null && set.labels[image] !== label) return
    images++
    const from = image * pixels
    for (let i = 0; i < pixels; i++) counts[set.images[from + i]!]!++
  })
  return { counts, images }
}
