import { StudioError } from '../../../shared/core/errors'
import { imageToInk } from '../../../shared/image/imageToInk'
import { placeInk } from '../../../shared/image/placeInk'
import { SHEET } from '../../../shared/image/networkInput'

/** Larger pictures are shrunk to this side, pixels: a digit needs no more. */
const MAX_SIDE = 480

/**
 * Finds the digit in a picture.
 * @returns (280, 280) u8 ink for the pad
 * @throws DRAWING_NO_PICTURE, DRAWING_NO_INK
 */
export async function readPicture(file: Blob, name: string): Promise<Uint8Array> {
  let bitmap: ImageBitmap
  try {
    bitmap = await createImageBitmap(file)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StudioError('DRAWING_NO_PICTURE', { file: name, reason })
  }
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height))
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new StudioError('INTERNAL', { reason: 'no 2d context' })
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const ink = imageToInk(context.getImageData(0, 0, width, height).data, width, height)
  if (ink === null) throw new StudioError('DRAWING_NO_INK', { file: name })
  return placeInk(ink, SHEET)
}

/** The first picture among what was pasted or dropped. */
export function pictureIn(transfer: DataTransfer | null): File | null {
  return [...(transfer?.files ?? [])].find((file) => file.type.startsWith('image/')) ?? null
}
