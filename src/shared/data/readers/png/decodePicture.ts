import { decode } from 'jpeg-js'
import { StudioError } from '../../../core/errors'
import { sniffKind } from '../../../core/sniff'
import { MAX_SIDE, decodePng } from './decodePng'
import type { GreyImage } from './decodePng'

const MAX_MEGAPIXELS = (MAX_SIDE * MAX_SIDE) / 1e6
const MAX_MEGABYTES = 512

/**
 * Decodes a PNG or JPEG file into grey; its content decides, not its name.
 * @param bytes - the whole file; not modified
 * @param file - its name, for messages
 * @throws DATA_PNG_BROKEN, DATA_PNG_TOO_LARGE
 */
export const decodePicture = (bytes: Uint8Array, file: string): GreyImage =>
  sniffKind(bytes.subarray(0, 512)) === 'jpeg' ? decodeJpeg(bytes, file) : decodePng(bytes, file)

function decodeJpeg(bytes: Uint8Array, file: string): GreyImage {
  let picture: { width: number; height: number; data: Uint8Array }
  try {
    picture = decode(bytes, { useTArray: true, maxResolutionInMP: MAX_MEGAPIXELS, maxMemoryUsageInMB: MAX_MEGABYTES })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (/maxResolutionInMP|maxMemoryUsageInMB/.test(reason)) {
      throw new StudioError('DATA_PNG_TOO_LARGE', { file, side: MAX_SIDE })
    }
    throw new StudioError('DATA_PNG_BROKEN', { file, reason })
  }
  const { width, height, data } = picture
  const grey = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.round(0.299 * data[4 * i]! + 0.587 * data[4 * i + 1]! + 0.114 * data[4 * i + 2]!),
  )
  return { width, height, grey }
}
