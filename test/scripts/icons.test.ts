import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Width and height of a PNG image, from its IHDR chunk. */
function sizeOf(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
  return [png.readUInt32BE(16), png.readUInt32BE(20)]
}

describe('the icons that npm run icons draws', () => {
  it('has Windows choose from seven sizes', () => {
    const ico = readFileSync('resources/icon.ico')
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1])
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, i) => {
      const entry = ico.subarray(6 + 16 * i)
      const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)]
      const size = entry.readUInt8(0) || 256
      expect(sizeOf(ico.subarray(offset, offset + length))).toEqual([size, size])
      return size
    })
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('has macOS choose from ten kinds', () => {
    const icns = readFileSync('resources/icon.icns')
    expect([icns.subarray(0, 4).toString('latin1'), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
    const sizes: Record<string, number> = {}
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      const [width, height] = sizeOf(icns.subarray(at + 8))
      expect(width).toBe(height)
      sizes[icns.subarray(at, at + 4).toString('latin1')] = width
    }
    expect(sizes).toEqual({
      ...{ icp4: 16, icp5: 32, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 },
      ...{ ic11: 32, ic12: 64, ic13: 256, ic14: 512 },
    })
  })

  it('has an image for the window and for the installed browser version', () => {
    expect(sizeOf(readFileSync('resources/windowIcon.png'))).toEqual([256, 256])
    for (const size of [192, 512]) expect(sizeOf(readFileSync(`resources/web/icon-${size}.png`))).toEqual([size, size])
  })
})
