import { DIGIT_SIDE } from './digitImage'
import type { RandomState } from '../random/randomState'

/** Standard deviations of how the same hand writes a digit differently. */
const spread = {
  rotation: 0.1, // radians
  slant: 0.15,
  size: 0.1, // of the logarithms of width and height
  place: 0.5, // pixels
} as const

/**
 * An image as the same hand might have written it another time: turned, slanted, stretched and moved a little.
 * @param image - (784,) u8, 0 = paper, 255 = ink; not modified
 * @param random - advanced
 * @returns (784,) u8
 */
export function varyImage(image: Uint8Array, random: RandomState): Uint8Array {
  const gauss = (deviation: number): number => random.nextGauss() * deviation
  const [angle, slant] = [gauss(spread.rotation), gauss(spread.slant)]
  const [wide, high] = [Math.exp(gauss(spread.size)), Math.exp(gauss(spread.size))]
  const [dx, dy] = [gauss(spread.place), gauss(spread.place)]
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const out = new Uint8Array(image.length)
  const middle = (DIGIT_SIDE - 1) / 2
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= DIGIT_SIDE || y >= DIGIT_SIDE ? 0 : image[y * DIGIT_SIDE + x]!
  for (let y = 0; y < DIGIT_SIDE; y++) {
    for (let x = 0; x < DIGIT_SIDE; x++) {
      const [u, v] = [x - middle - dx, y - middle - dy]
      const row = (-sin * u + cos * v) / high
      const col = (cos * u + sin * v) / wide + slant * row
      const [fromX, fromY] = [col + middle, row + middle]
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)]
      const [right, below] = [fromX - left, fromY - top]
      const upper = at(left, top) * (1 - right) + at(left + 1, top) * right
      const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right
      out[y * DIGIT_SIDE + x] = Math.round(upper * (1 - below) + lower * below)
    }
  }
  return out
}
