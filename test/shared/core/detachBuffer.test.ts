import { expect, it } from 'vitest'
import { detachBuffer } from '../../../src/shared/core/detachBuffer'

it('detaches a buffer that is still referenced', () => {
  const bytes = new Uint8Array(1024)
  const { buffer } = bytes
  detachBuffer(buffer)
  expect(bytes.length).toBe(0)
  expect(buffer.byteLength).toBe(0)
  expect(() => buffer.slice(0)).toThrow(TypeError)
})

it('leaves a shared buffer unchanged', () => {
  const bytes = new Uint8Array(new SharedArrayBuffer(1024))
  detachBuffer(bytes.buffer)
  expect(bytes.length).toBe(1024)
})
