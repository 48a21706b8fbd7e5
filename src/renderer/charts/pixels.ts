/** Three channels, 0..255. */
export type Colour = readonly [number, number, number]

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

/** Paper-to-ink pictures as MNIST has them: white ink on black. @returns (pixels, 4) RGBA */
export function greyPixels(image: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(image.length * 4)
  image.forEach((value, index) => rgba.set([value, value, value, 255], index * 4))
  return rgba
}

/**
 * Signed values as colours.
 * @param limit - the value that gets the full colour; larger ones are clipped
 * @returns (pixels, 4) RGBA
 */
export function signedPixels(
  values: Float32Array,
  limit: number,
  scale: DivergingScale,
): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(values.length * 4)
  const { zero } = scale
  let to = 0
  for (const value of values) {
    const share = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0
    const end = value < 0 ? scale.negative : scale.positive
    rgba[to++] = zero[0] + share * (end[0] - zero[0])
    rgba[to++] = zero[1] + share * (end[1] - zero[1])
    rgba[to++] = zero[2] + share * (end[2] - zero[2])
    rgba[to++] = 255
  }
  return rgba
}

/**
 * One limit for many pictures, so that a neuron with small weights looks faint: the mean over the pictures of their largest
 * magnitude (one outlier does not bleach all others).
 * @param values - (count, size)
 */
export function commonLimit(values: Float32Array, count: number): number {
  const size = values.length / Math.max(1, count)
  let sum = 0
  for (let picture = 0; picture < count; picture++) {
    const part = values.subarray(picture * size, (picture + 1) * size)
    sum += part.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  }
  return count > 0 ? sum / count : 0
}
