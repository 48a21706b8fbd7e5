import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_TILE_VECTORS } from '../../../../src/kernels/kernels.generated'
import { layOut, packWeights, unpackNumbers } from '../../../../src/shared/engine/simd/layout'

const shapes = fc.record({
  inputs: fc.integer({ min: 1, max: 20 }),
  hidden: fc.integer({ min: 1, max: 300 }),
  classes: fc.integer({ min: 1, max: 62 }),
})

describe('layOut', () => {
  it('distributes every hidden neuron to tiles that the kernels accept, without a gap', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const { tiles, vectors, hiddenPadded } = layOut(shape)
        let next = 0
        for (const tile of tiles) {
          expect(tile.first).toBe(next)
          expect(tile.vectors).toBeGreaterThan(0)
          expect(tile.vectors).toBeLessThanOrEqual(MAX_TILE_VECTORS)
          next += tile.vectors
        }
        expect(next).toBe(vectors)
        expect(hiddenPadded - shape.hidden).toBeLessThan(4)
      }),
    )
  })
})

describe('packWeights', () => {
  it('stores every number once, and zero in the padding except for the biases of padding classes', () => {
    fc.assert(
      fc.property(shapes, ({ inputs, hidden, classes }) => {
        let count = 0
        const numbered = (length: number) => Float64Array.from({ length }, () => ++count)
        const weights = {
          inputs,
          hidden,
          classes,
          W1: numbered(inputs * hidden),
          b1: numbered(hidden),
          W2: numbered(hidden * classes),
          b2: numbered(classes),
        }
        const layout = layOut(weights)
        const packed = new Float32Array(layout.bytes / 4).fill(NaN)
        packWeights(weights, layout, packed)
        expect(unpackNumbers(layout, packed)).toEqual(weights)
        expect(packed.filter((value) => value > 0)).toHaveLength(count)
        const padding = packed.filter((value) => !(value > 0))
        expect(padding.filter((value) => value === 0).length + layout.classesPadded - classes).toBe(padding.length)
        expect(packed.subarray(layout.offsets.b2 / 4 + classes).every((value) => value < -1e38)).toBe(true)
      }),
    )
  })
})
