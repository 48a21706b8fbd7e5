import { DIGIT_SIDE } from './digitImage'
import { RandomState } from '../random/randomState'

/** Changes made to an image before the network sees it, to show where the network fails. */
export interface Perturbation {
  /** Pixels of the 28 x 28 image to the right, -14..14; parts of a pixel are allowed. */
  readonly shiftX: number
  /** Pixels downwards, -14..14. */
  readonly shiftY: number
  /** Degrees clockwise about the middle, -180..180. */
  readonly degrees: number
  /** Standard deviation of the Gaussian noise as a share of full ink, 0..1. */
  readonly noise: number
}

export const NO_PERTURBATION: Perturbation = { shiftX: 0, shiftY: 0, degrees: 0, noise: 0 }

/** The same noise every time, so that it does not flicker while a slider moves. */
const NOISE_SEED = 28

/** Whether it leaves every image unchanged. */
export const isNeutral = ({ shiftX, shiftY, degrees, noise }: Perturbation): boolean =>
  shiftX === 0 && shiftY === 0 && degrees === 0 && noise === 0

/**
 * Rotates an image about its middle, then shifts it, then adds noise. Pixels that leave the 28 x 28 image are
 * lost; paper is shifted in.
 * @param image - (784,) u8, 0 = paper, 255 = ink; not modified
 * @returns (784,) u8; the same array when nothing changes
 */
export function perturb(image: Uint8Array, change: Perturbation): Uint8Array {
  if (isNeutral(change)) return image
  const moved = move(image, change)
  if (change.noise === 0) return moved
  const grains = new Float64Array(moved.length)
  new RandomState(NOISE_SEED).randn(grains)
  // Uint8ClampedArray rounds and stays within 0..255.
  const noisy = new Uint8ClampedArray(moved.length)
  for (let i = 0; i < moved.length; i++) noisy[i] = moved[i]! + grains[i]! * change.noise * 255
  return new Uint8Array(noisy.buffer)
}

/** Rotates and shifts with bilinear interpolation. */
function move(image: Uint8Array, { shiftX, shiftY, degrees }: Perturbation): Uint8Array {
  const out = new Uint8Array(image.length)
  const middle = (DIGIT_SIDE - 1) / 2
  const angle = (degrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= DIGIT_SIDE || y >= DIGIT_SIDE ? 0 : image[y * DIGIT_SIDE + x]!
  for (let y = 0; y < DIGIT_SIDE; y++) {
    for (let x = 0; x < DIGIT_SIDE; x++) {
      const dx = x - middle - shiftX
      const dy = y - middle - shiftY
      const fromX = middle + cos * dx + sin * dy
      const fromY = middle - sin * dx + cos * dy
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      const right = fromX - left
      const down = fromY - top
      const upper = at(left, top) * (1 - right) + at(left + 1, top) * right
      const lower = at(left, top + 1) * (1 - right) + at(left + 1, top + 1) * right
      out[y * DIGIT_SIDE + x] = Math.round(upper * (1 - down) + lower * down)
    }
  }
  return out
}
