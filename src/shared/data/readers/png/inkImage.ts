import { IMAGE_SIDE } from '../../idx'
import type { GreyImage } from './decodePng'

/** A border whose mean is at least this, or at most 255 minus this, shows the background clearly. */
const CLEAR = 200

/** The background of a picture, judged by its border. */
export type Paper = 'white' | 'black' | 'unclear'

/** The mean of the outermost pixels. */
function borderMean({ width, height, grey }: GreyImage): number {
  let sum = 0
  let count = 0
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1)
    for (let col = 0; col < width; col += step) {
      sum += grey[row * width + col]!
      count++
    }
  }
  return sum / count
}

/** Whether a picture is dark on light or light on dark. @returns 'unclear' where its border is neither */
export function backgroundOf(image: GreyImage): Paper {
  const mean = borderMean(image)
  if (mean >= CLEAR) return 'white'
  return mean <= 255 - CLEAR ? 'black' : 'unclear'
}

/** Begin and end of a cell of the result along one axis, in pixels of the picture. */
const bounds = (cell: number, side: number, offset: number): [number, number] => [
  (cell * side) / IMAGE_SIDE - offset,
  ((cell + 1) * side) / IMAGE_SIDE - offset,
]

/**
 * Converts a picture to the network's input: light ink on 0, 28x28. A picture of this size is copied; others are fitted with
 * their aspect ratio kept, each pixel the mean of the area that it covers.
 * @param image - not modified
 * @param inverted - whether the picture is dark on light and must be inverted
 * @param out - (784,) u8, filled
 */
export function inkImage({ width, height, grey }: GreyImage, inverted: boolean, out: Uint8Array): void {
  const ink = (value: number): number => (inverted ? 255 - value : value)
  if (width === IMAGE_SIDE && height === IMAGE_SIDE) {
    for (let i = 0; i < out.length; i++) out[i] = ink(grey[i]!)
    return
  }
  const side = Math.max(width, height)
  const left = (side - width) / 2
  const top = (side - height) / 2
  const area = (side / IMAGE_SIDE) ** 2
  for (let row = 0; row < IMAGE_SIDE; row++) {
    const [upper, lower] = bounds(row, side, top)
    for (let col = 0; col < IMAGE_SIDE; col++) {
      const [first, last] = bounds(col, side, left)
      let sum = 0
      for (let y = Math.max(0, Math.floor(upper)); y < Math.min(height, lower); y++) {
        const high = Math.min(y + 1, lower) - Math.max(y, upper)
        for (let x = Math.max(0, Math.floor(first)); x < Math.min(width, last); x++) {
          sum += high * (Math.min(x + 1, last) - Math.max(x, first)) * ink(grey[y * width + x]!)
        }
      }
      out[row * IMAGE_SIDE + col] = Math.round(sum / area)
    }
  }
}
