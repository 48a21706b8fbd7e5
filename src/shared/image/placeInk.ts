import type { Ink } from './imageToInk'

/** Fainter pixels do not stretch the box, as in `centreDigit`. */
const FAINT = 32
/** The digit's longer side as a fraction of the pad, typical of handwriting. */
const FILL = 0.68

/**
 * Centres the ink of a picture on a square sheet, keeping its aspect ratio.
 * @param side - of the sheet, pixels
 * @returns (side, side) u8, 0 = paper, 255 = ink; empty when there is no ink
 */
export function placeInk({ ink, width, height }: Ink, side: number): Uint8Array {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! < FAINT) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  const sheet = new Uint8Array(side * side)
  if (right < 0) return sheet
  const scale = Math.max(right - left + 1, bottom - top + 1) / (FILL * side)
  const middleX = (left + right + 1) / 2
  const middleY = (top + bottom + 1) / 2
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const fromX = middleX + (x - side / 2) * scale
      const fromY = middleY + (y - side / 2) * scale
      sheet[y * side + x] = Math.round(mean(ink, width, height, fromX, fromY, scale))
    }
  }
  return sheet
}

/** The mean of the pixels that a pixel of the sheet covers; at least the one below it. */
function mean(ink: Uint8Array, width: number, height: number, x: number, y: number, size: number): number {
  const [fromX, fromY] = [Math.floor(x), Math.floor(y)]
  const [toX, toY] = [Math.max(fromX + 1, Math.floor(x + size)), Math.max(fromY + 1, Math.floor(y + size))]
  let sum = 0
  for (let row = Math.max(0, fromY); row < Math.min(height, toY); row++) {
    for (let col = Math.max(0, fromX); col < Math.min(width, toX); col++) sum += ink[row * width + col]!
  }
  return sum / ((toX - fromX) * (toY - fromY))
}
