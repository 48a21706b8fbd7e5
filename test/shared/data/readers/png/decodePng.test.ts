import { encode } from 'fast-png'
import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { StudioError } from '../../../../../src/shared/core/errors'
import { decodePng } from '../../../../../src/shared/data/readers/png/decodePng'
import { inkImage, backgroundOf } from '../../../../../src/shared/data/readers/png/inkImage'

const grey = (width: number, height: number, at: (x: number, y: number) => number) => {
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data[y * width + x] = at(x, y)
  return { width, height, data, channels: 1, depth: 8 as const }
}
const ink = (bytes: Uint8Array, inverted = false): Uint8Array => {
  const out = new Uint8Array(784)
  inkImage(decodePng(bytes, 'a.png'), inverted, out)
  return out
}

/** CRC-32 of a chunk, as PNG asks for (polynomial 0xedb88320). */
function crc32(bytes: Uint8Array): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/**
 * A PNG of packed samples, which the encoder does not write.
 * @param rows - the bytes of each row, without filter byte
 */
function packedPng(
  width: number,
  depth: number,
  colourType: number,
  rows: number[][],
  extra: [string, number[]][] = [],
) {
  const chunk = (name: string, data: ArrayLike<number>): number[] => {
    const body = Uint8Array.from([...new TextEncoder().encode(name), ...Array.from(data)])
    const framed = new DataView(new ArrayBuffer(8))
    framed.setUint32(0, data.length)
    framed.setUint32(4, crc32(body))
    const bytes = new Uint8Array(framed.buffer)
    return [...bytes.subarray(0, 4), ...body, ...bytes.subarray(4)]
  }
  const header = [0, 0, 0, width, 0, 0, 0, rows.length, depth, colourType, 0, 0, 0]
  return Uint8Array.from([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...extra.flatMap(([name, data]) => chunk(name, data)),
    ...chunk('IDAT', zlibSync(Uint8Array.from(rows.flatMap((row) => [0, ...row])))),
    ...chunk('IEND', []),
  ])
}

function code(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof StudioError) return error.code
    throw error
  }
  return 'accepted'
}

describe('decodePng', () => {
  it('reads grey pictures unchanged, also with 16 bits', () => {
    const picture = grey(3, 2, (x, y) => 40 * x + y)
    expect([...decodePng(encode(picture), 'a.png').grey]).toEqual([...picture.data])
    const deep = { ...picture, data: Uint16Array.from(picture.data, (value) => value * 257), depth: 16 as const }
    expect([...decodePng(encode(deep), 'a.png').grey]).toEqual([...picture.data])
  })

  it('unpacks samples of 1, 2 and 4 bits, each row from a byte of its own', () => {
    const shown = (...png: Parameters<typeof packedPng>) => [...decodePng(packedPng(...png), 'a.png').grey]
    expect(
      shown(9, 1, 0, [
        [0b10100000, 0b10000000],
        [0, 0],
      ]),
    ).toEqual([...[255, 0, 255, 0, 0, 0, 0, 0, 255], ...new Array<number>(9).fill(0)])
    expect(shown(3, 2, 0, [[0b00011100]])).toEqual([0, 85, 255])
    expect(shown(3, 4, 0, [[0x0f, 0x80]])).toEqual([0, 255, 136])
  })

  it('looks colours up in a palette, with their opacity', () => {
    const palette: [string, number[]] = ['PLTE', [255, 0, 0, 255, 255, 255, 0, 0, 0]]
    const opacity: [string, number[]] = ['tRNS', [255, 255, 0]]
    expect([...decodePng(packedPng(3, 2, 3, [[0b00011000]], [palette]), 'a.png').grey]).toEqual([76, 255, 0])
    // Light on nothing: nothing is black paper.
    const clear = packedPng(3, 2, 3, [[0b00011000]], [palette, opacity])
    expect([...decodePng(clear, 'a.png').grey]).toEqual([76, 255, 0])
  })

  it('takes the one transparent grey for paper', () => {
    const png = packedPng(2, 8, 0, [[7, 20]], [['tRNS', [0, 7]]])
    expect([...decodePng(png, 'a.png').grey]).toEqual([255, 20])
  })

  it('weighs red, green and blue as the eye does', () => {
    const data = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255)
    expect([...decodePng(encode({ width: 3, height: 1, data, channels: 3 }), 'a.png').grey]).toEqual([76, 150, 29])
  })

  it('lays dark ink on white paper and light ink on black paper where the rest is transparent', () => {
    const at = (light: number) => Uint8Array.of(light, light, light, 255, 0, 0, 0, 0)
    const shown = (data: Uint8Array) => [...decodePng(encode({ width: 2, height: 1, data, channels: 4 }), 'a.png').grey]
    expect(shown(at(10))).toEqual([10, 255])
    expect(shown(at(250))).toEqual([250, 0])
  })

  it('refuses what is no PNG, what is cut off, what has a wrong checksum', () => {
    const good = encode(grey(28, 28, (x, y) => x * y))
    expect(code(() => decodePng(new TextEncoder().encode('<!doctype html> this is no picture'), 'a.png'))).toBe(
      'DATA_PNG_BROKEN',
    )
    for (const length of [0, 20, 50, good.length - 20]) {
      expect(code(() => decodePng(good.slice(0, length), 'a.png'))).toBe('DATA_PNG_BROKEN')
    }
    const spoilt = good.slice()
    spoilt[60] = (spoilt[60] ?? 0) ^ 0xff
    expect(code(() => decodePng(spoilt, 'a.png'))).toBe('DATA_PNG_BROKEN')
  })

  it('refuses a picture of a million by a million before it reserves memory', () => {
    const huge = encode(grey(28, 28, () => 0)).slice()
    new DataView(huge.buffer).setUint32(16, 1_000_000)
    new DataView(huge.buffer).setUint32(20, 1_000_000)
    expect(code(() => decodePng(huge, 'a.png'))).toBe('DATA_PNG_TOO_LARGE')
  })

  it('stops unpacking a bomb: 200 KB of image data that unpack to 200 MB for 28x28 pixels', () => {
    // Zeros of a 2048 x 2048 picture four times over compress to little; the header then says 28 x 28.
    const data = new Uint16Array(2048 * 2048 * 4)
    for (let i = 0; i < data.length; i += 97) data[i] = i
    const bomb = encode({ width: 2048, height: 2048, data, channels: 4, depth: 16 }).slice()
    expect(bomb.length).toBeGreaterThan(64 * 1024)
    new DataView(bomb.buffer).setUint32(16, 28)
    new DataView(bomb.buffer).setUint32(20, 28)
    let error: unknown
    try {
      decodePng(bomb, 'a.png')
    } catch (thrown) {
      error = thrown
    }
    expect(error).toMatchObject({
      code: 'DATA_PNG_BROKEN',
      detail: { reason: expect.stringContaining('more than its pixels') },
    })
  })
})

describe('inkImage', () => {
  it('takes 28x28 unchanged', () => {
    const picture = grey(28, 28, (x, y) => (7 * x + 3 * y) % 256)
    expect([...ink(encode(picture))]).toEqual([...picture.data])
    expect([...ink(encode(picture), true)]).toEqual([...picture.data].map((value) => 255 - value))
  })

  it('averages areas: 56x56 by blocks of four, 14x14 by repetition, 42x42 by parts of pixels', () => {
    const doubled = ink(encode(grey(56, 56, (x, y) => (x % 2) * 100 + (y % 2) * 50)))
    expect(new Set(doubled)).toEqual(new Set([75]))
    const halved = grey(14, 14, (x, y) => x * 14 + y)
    expect(ink(encode(halved))[29]).toBe(0)
    expect(ink(encode(halved))[2 * 28 + 27]).toBe(13 * 14 + 1)
    // 1.5 pixels a cell: 1 of 90 and half of 0, then half of 0 and 1 of 90.
    const striped = ink(encode(grey(42, 42, (x) => (x % 3 === 1 ? 0 : 90))))
    expect([striped[0], striped[1]]).toEqual([60, 60])
  })

  it('keeps the aspect: a tall picture gets paper on both sides', () => {
    const out = ink(encode(grey(14, 28, () => 255)))
    expect([out[6], out[7], out[20], out[21]]).toEqual([0, 255, 255, 0])
  })

  it('reads the paper from the border', () => {
    const paper = (border: number, inside: number) =>
      backgroundOf(
        decodePng(encode(grey(20, 20, (x, y) => (x * y * (19 - x) * (19 - y) === 0 ? border : inside))), 'a.png'),
      )
    expect([paper(255, 0), paper(3, 255), paper(128, 0)]).toEqual(['white', 'black', 'unclear'])
  })
})
