import { decode } from 'fast-png'
import type { DecodedPng } from 'fast-png'
import { Unzlib } from 'fflate'
import { StudioError } from '../../../core/errors'

/** A grey picture. */
export interface GreyImage {
  readonly width: number
  readonly height: number
  /** (height, width) u8 row-major, 0 = black, 255 = white. */
  readonly grey: Uint8Array
}

/** Larger pictures would block the event loop for too long. */
export const MAX_SIDE = 2048
/** Largest file that is read. */
export const MAX_PNG_BYTES = 32 * 1024 * 1024
/** Deflate compresses at most about 1000:1, so a smaller file unpacks to at most 64 MB. */
const HARMLESS_BYTES = 64 * 1024

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const broken = (file: string, reason: string): StudioError => new StudioError('DATA_PNG_BROKEN', { file, reason })

/**
 * Decodes a PNG of any colour type into grey (0.299 R + 0.587 G + 0.114 B). Transparent pixels become white, or black if
 * the opaque parts are light.
 * @param bytes - the whole file; not modified
 * @param file - its name, for messages
 * @throws DATA_PNG_BROKEN, DATA_PNG_TOO_LARGE
 */
export function decodePng(bytes: Uint8Array, file: string): GreyImage {
  if (bytes.length < 33 || SIGNATURE.some((byte, i) => bytes[i] !== byte)) throw broken(file, 'no PNG signature')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  if (width > MAX_SIDE || height > MAX_SIDE) throw new StudioError('DATA_PNG_TOO_LARGE', { file, side: MAX_SIDE })
  if (width === 0 || height === 0) throw broken(file, 'no pixels')
  try {
    if (bytes.length > HARMLESS_BYTES) refuseBomb(view, width, height)
    return { width, height, grey: greyOf(decode(bytes, { checkCrc: true })) }
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error))
  }
}

/** Throws as soon as the image data unpacks to more than the declared size can hold. */
function refuseBomb(view: DataView, width: number, height: number): void {
  // 4 channels of 2 bytes, a filter byte per row, twice for the passes of interlacing.
  const most = 2 * height * (1 + width * 8)
  let unpacked = 0
  const inflator = new Unzlib((chunk) => {
    unpacked += chunk.length
    if (unpacked > most) throw new Error('unpacks to more than its pixels')
  })
  for (let at = 8; at + 12 <= view.byteLength;) {
    const length = view.getUint32(at)
    const isImageData = view.getUint32(at + 4) === 0x49444154 // IDAT
    const end = Math.min(at + 8 + length, view.byteLength)
    if (isImageData) {
      for (let from = at + 8; from < end; from += HARMLESS_BYTES) {
        inflator.push(new Uint8Array(view.buffer, view.byteOffset + from, Math.min(HARMLESS_BYTES, end - from)))
      }
    }
    at += 12 + length
  }
}

/** Unpacks samples of 1, 2 or 4 bits; each row starts at a byte. */
function unpack({ data, width, height, depth }: DecodedPng): Uint8Array {
  const perByte = 8 / depth
  const rowBytes = Math.ceil(width / perByte)
  const mask = (1 << depth) - 1
  const samples = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let col = 0; col < width; col++) {
      const byte = data[row * rowBytes + Math.floor(col / perByte)]!
      samples[row * width + col] = (byte >> (8 - depth * ((col % perByte) + 1))) & mask
    }
  }
  return samples
}

/** Whole ranges that cameras, scanners and programs store in wider samples. */
const NARROW_RANGES: Readonly<Record<number, readonly number[]>> = { 8: [1], 16: [255, 1023, 4095] }

/**
 * The value that is white. A file may use less than its depth holds: masks of 0 and 1 in 8 bits, 0..255 in 16 bits. Taken at
 * their word they would be black.
 */
function fullScale(samples: ArrayLike<number>, whole: number, depth: number): number {
  let largest = 0
  for (let i = 0; i < samples.length; i++) largest = Math.max(largest, samples[i]!)
  return NARROW_RANGES[depth]?.find((range) => largest > 0 && largest <= range) ?? whole
}

function greyOf(png: DecodedPng): Uint8Array {
  const { width, height, depth, channels, palette, transparency } = png
  const samples = depth < 8 ? unpack(png) : png.data
  const most = fullScale(samples, 2 ** depth - 1, palette === undefined ? depth : 0)
  const pixels = width * height
  const light = new Float64Array(pixels)
  const alpha = new Float64Array(pixels).fill(1)
  for (let i = 0; i < pixels; i++) {
    const at = i * channels
    if (palette) {
      const [red = 0, green = 0, blue = 0, opacity = 255] = palette[samples[i]!] ?? []
      light[i] = 0.299 * red + 0.587 * green + 0.114 * blue
      alpha[i] = opacity / 255
      continue
    }
    const colour = channels >= 3
    const red = samples[at]!
    const green = colour ? samples[at + 1]! : red
    const blue = colour ? samples[at + 2]! : red
    light[i] = ((0.299 * red + 0.587 * green + 0.114 * blue) * 255) / most
    if (channels === 2 || channels === 4) alpha[i] = samples[at + channels - 1]! / most
    else if (
      transparency &&
      transparency[0] === red &&
      (!colour || (transparency[1] === green && transparency[2] === blue))
    )
      alpha[i] = 0
  }
  return onPaper(light, alpha)
}

/** Blends partly transparent pixels with the background that they contrast with. */
function onPaper(light: Float64Array, alpha: Float64Array): Uint8Array {
  let weight = 0
  let sum = 0
  let opaque = true
  for (let i = 0; i < light.length; i++) {
    weight += alpha[i]!
    sum += alpha[i]! * light[i]!
    if (alpha[i]! < 1) opaque = false
  }
  const paper = !opaque && weight > 0 && sum / weight > 127 ? 0 : 255
  return Uint8Array.from(light, (value, i) => Math.round(alpha[i]! * value + (1 - alpha[i]!) * paper))
}
