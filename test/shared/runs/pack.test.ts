import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PackError, pack, unpack } from '../../../src/shared/runs/pack'

const arrays = fc.oneof(
  fc.float64Array({ maxLength: 20 }),
  fc.float32Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.int8Array({ maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 }),
)
const { value: plain } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.string({ unit: 'grapheme' }),
    arrays,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$n', '$a', '$$', 'length')), tie('value'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}))

describe('pack', () => {
  it('restores every value bit for bit: NaN, infinities, -0 and typed arrays included', () => {
    fc.assert(fc.property(plain, (value) => void expect(unpack(pack(value))).toStrictEqual(value)))
  })

  it('refuses bytes of which one was changed', () => {
    const bytes = pack({ losses: Float64Array.of(2.3, 1.1, 0.4), name: '数字' })
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice()
        damaged[at] = (damaged[at] ?? 0) ^ change
        expect(() => unpack(damaged)).toThrow(PackError)
      }),
    )
  })

  it('refuses bytes that are cut off anywhere', () => {
    const bytes = pack([Uint32Array.of(1, 2, 3), 'x'])
    for (let length = 0; length < bytes.length; length++) {
      expect(() => unpack(bytes.subarray(0, length))).toThrow(PackError)
    }
  })

  it('reads a block that begins at an odd place of a buffer', () => {
    const bytes = pack({ x: Float64Array.of(1, 2) })
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(unpack(shifted.subarray(3))).toEqual({ x: Float64Array.of(1, 2) })
  })

  it('refuses what is no plain data', () => {
    expect(() => pack({ now: () => 0 })).toThrow(TypeError)
    expect(() => pack({ missing: undefined })).toThrow(TypeError)
  })
})
