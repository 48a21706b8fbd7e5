import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeBase64 } from '../../../src/shared/core/base64'

it('decodeBase64 decodes what Node encodes, for every length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect([...decodeBase64(Buffer.from(bytes).toString('base64'))]).toEqual([...bytes])
    }),
  )
})
