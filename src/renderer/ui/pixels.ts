/** Three channels, 0..255. */
type Colour = readonly [number, number, number]

/** Ends and middle of a scale for signed values. */
export interface DivergingScale {
  readonly negative: Colour
  readonly zero: Colour
  readonly positive: Colour
}

export const DIVERGING: Readonly<Record<'light' | 'dark', DivergingScale>> = {
  light: { negative: [36, 87, 184], zero: [255, 255, 255], positive: [192, 58, 42] },
  dark: { negative: [110, 155, 255], zero: [30, 33, 39], positive: [255, 120, 100] },
}

/** Images as MNIST shows them: white ink on black. @returns (pixels, 4) RGBA */
export function greyPixels(image: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(image.length * 4)
  image.forEach((value, index) => rgba.set([value, value, value, 255], index * 4))
  return rgba
}

/** Steps of the scale to either side: more than a colour channel can resolve. */
const STEPS = 255

/**
 * Signed values as colours.
 * @param limit - the value that gets the full colour; larger ones are clipped
 * @returns (pixels, 4) RGBA
 */
export function signedPixels(
  values: Float32Array | Float64Array,
  limit: number,
  scale: DivergingScale,
): Uint8ClampedArray<ArrayBuffer> {
  const palette = paletteOf(scale)
  const rgba = new Uint32Array(values.length)
  const perValue = limit > 0 ? STEPS / limit : 0
  for (let i = 0; i < values.length; i++) {
    const step = Math.round(values[i]! * perValue)
    // A weight of a diverged network may be NaN.
    rgba[i] = palette[STEPS + (Math.max(-STEPS, Math.min(STEPS, step)) || 0)]!
  }
  return new Uint8ClampedArray(rgba.buffer)
}

/** @returns (2 STEPS + 1,) RGBA in the order of memory, from the most negative to the most positive */
function paletteOf({ negative, zero, positive }: DivergingScale): Uint32Array {
  const bytes = new Uint8ClampedArray((2 * STEPS + 1) * 4)
  for (let step = -STEPS; step <= STEPS; step++) {
    const end = step < 0 ? negative : positive
    const mixed = zero.map((from, channel) => from + (Math.abs(step) / STEPS) * (end[channel]! - from))
    bytes.set([...mixed, 255], (STEPS + step) * 4)
  }
  return new Uint32Array(bytes.buffer)
}

/**
 * One limit for many pictures, so that a neuron with small weights looks faint: the mean over the pictures of their largest
 * magnitude (so that one outlier does not fade all others).
 * @param values - (count, size)
 */
export function commonLimit(values: Float32Array, count: number): number {
  const size = values.length / Math.max(1, count)
  let sum = 0
  for (let picture = 0; picture < count; picture++) {
    let largest = 0
    for (let i = picture * size; i < (picture + 1) * size; i++) largest = Math.max(largest, Math.abs(values[i]!))
    sum += largest
  }
  return count > 0 ? sum / count : 0
}
