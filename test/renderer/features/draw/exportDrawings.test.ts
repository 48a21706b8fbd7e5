import { expect, it } from 'vitest'
import { exportDrawings } from '../../../../src/renderer/features/draw/exportDrawings'
import { parseDrawings } from '../../../../src/shared/data/drawings'
import { NO_OWN_DIGITS, insertOwnDigit } from '../../../../src/shared/data/ownDigits'

const entry = (id: number, picture: Uint8Array | null = null) => ({
  drawing: { id, picture, strokes: picture === null ? [[{ x: 0.1 * id, y: 0.5 }]] : [] },
  image: new Uint8Array(784).fill(id),
  reading: null,
})

it('recent drawings become a file of strokes, oldest first, with the labels that were given; pictures stay out', () => {
  const own = insertOwnDigit(NO_OWN_DIGITS, { image: new Uint8Array(784).fill(2), label: 7 }, 0)
  const text = exportDrawings([entry(3, new Uint8Array(4)), entry(2), entry(1)], own, 2.25)
  expect(parseDrawings(text, 'drawings.json')).toEqual({
    pen: 2.25,
    digits: [
      { source: 'pad', writer: '', label: null, strokes: [[0.1, 0.5]] },
      { source: 'pad', writer: '', label: 7, strokes: [[0.2, 0.5]] },
    ],
  })
})
