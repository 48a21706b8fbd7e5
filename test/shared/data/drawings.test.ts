import { describe, expect, it } from 'vitest'
import { parseUnipen } from '../../../bench/handwriting/unipen'
import { encodeDrawings, parseDrawings } from '../../../src/shared/data/drawings'
import { isStudioError } from '../../../src/shared/core/errors'

const digits = [
  { source: 'pad', writer: '3', label: 7, strokes: [[0.1, 0.2, 0.5, 0.25]] },
  {
    source: 'pad',
    writer: '',
    label: null,
    strokes: [
      [0.5, 0.5],
      [1, 0, 0, 1],
    ],
  },
  { source: 'pad', writer: 'w', label: 'A', strokes: [[0.1, 1.2]] },
]

describe('a file of drawings', () => {
  it('is read as it was written, with and without the width of the pen', () => {
    expect(parseDrawings(encodeDrawings({ digits }), 'a.json')).toEqual({ digits })
    expect(parseDrawings(`\uFEFF${encodeDrawings({ pen: 3, digits })}`, 'a.json')).toEqual({ pen: 3, digits })
  })

  it('may name sources and writers by numbers', () => {
    const text = '{"digits":[[1,44,7,[[0,0,1,1]]]]}'
    expect(parseDrawings(text, 'a').digits).toEqual([{ source: '1', writer: '44', label: 7, strokes: [[0, 0, 1, 1]] }])
  })

  it.each([
    ['[[]', 'JSON'],
    ['[]', '{}'],
    ['{"digits":[["a","b",7,[[0,0,1]]]]}', 'digits.0.3.0'],
    ['{"digits":[["a","b",7,[[0,0]]],["a","b",-7,[[0,0]]]]}', 'digits.1.2'],
    ['{"digits":[["a","b",7,[[0,null]]]]}', 'digits.0.3.0.1'],
    ['{"digits":[["a","b",7,[[0,1e300]]]]}', 'digits.0.3.0.1'],
  ])('that is none is refused with the place of the fault: %s', (text, at) => {
    let thrown: unknown
    try {
      parseDrawings(text, 'a.json')
    } catch (error) {
      thrown = error
    }
    expect(isStudioError(thrown) && [thrown.code, thrown.detail]).toMatchObject([
      'DRAWINGS_INVALID',
      { file: 'a.json', at },
    ])
  })
})

describe('UNIPEN text', () => {
  it('becomes drawings of the pad, with y downwards', () => {
    const text = `.INCLUDE  dene.doc
.SEGMENT DIGIT    0 ? "8"
.COMMENT 8 12  224
.PEN_DOWN
 250  500
 0  0
.PEN_UP
.DT 100
.PEN_DOWN
 500  250
.PEN_UP
.SEGMENT DIGIT    1 ? "0"
.COMMENT 0 3  1
.PEN_DOWN
 100  100
.PEN_UP
`
    expect(parseUnipen(text, 'u')).toEqual([
      {
        source: 'u',
        writer: '12',
        label: 8,
        strokes: [
          [0.5, 0, 0, 1],
          [1, 0.5],
        ],
      },
      { source: 'u', writer: '3', label: 0, strokes: [[0.2, 0.8]] },
    ])
  })
})
