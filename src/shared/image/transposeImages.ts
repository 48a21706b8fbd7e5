/**
 * Transposes square images in place: rows become columns.
 * @param images - (count, side * side) u8; modified
 * @param rows - equal to cols, the side of an image
 */
export function transposeImages(images: Uint8Array, rows: number, cols: number): void {
  if (rows !== cols) throw new Error(`only square images can be turned over in place, not ${rows} x ${cols}`)
  const size = rows * cols
  for (let first = 0; first + size <= images.length; first += size) {
    for (let row = 1; row < rows; row++) {
      for (let col = 0; col < row; col++) {
        const here = first + row * cols + col
        const there = first + col * cols + row
        const value = images[here]!
        images[here] = images[there]!
        images[there] = value
      }
    }
  }
}
