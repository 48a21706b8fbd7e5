import { expect, it } from 'vitest'
import { detachBuffer } from '../../../src/shared/core/detachBuffer'

const MB = 1 << 20

it('takes a buffer away from whoever holds it', () => {
  const bytes = new Uint8Array(MB)
  detachBuffer(bytes.buffer)
  expect(bytes.length).toBe(0)
})

it('gives its memory back at once, also where the buffer is still held', () => {
  const before = process.memoryUsage().rss
  const held = Array.from({ length: 500 }, () => {
    const bytes = new Uint8Array(MB).fill(1)
    detachBuffer(bytes.buffer)
    return bytes
  })
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * MB)
  expect(held).toHaveLength(500)
})
