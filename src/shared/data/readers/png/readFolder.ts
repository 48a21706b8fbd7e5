import { CHUNK_BYTES, shapeOf } from '../../datasetSink'
import type { DatasetShape, DatasetSink, ReadOptions } from '../../datasetSink'
import { IMAGE_SIDE } from '../../idx'
import { MAX_PNG_BYTES } from './decodePng'
import { decodePicture } from './decodePicture'
import type { GreyImage } from './decodePng'
import { inkImage, backgroundOf } from './inkImage'
import type { PngFile, PngPlan } from './planFolder'
import type { Split } from '../../split'

const PIXELS = IMAGE_SIDE * IMAGE_SIDE
/** Files read at once: enough to keep the disk busy, few enough that large pictures do not fill the memory. */
const AT_ONCE = 16
/** Training pictures sampled for the usual background, which decides for pictures whose own is unclear. */
const ASKED = 200

const shownName = ({ folder, file }: PngFile): string => `${folder.name}/${file}`

async function open(file: PngFile): Promise<GreyImage> {
  return decodePicture(await file.folder.whole(file.file, MAX_PNG_BYTES), shownName(file))
}

/** Pictures in order, some read ahead. */
async function* pictures(files: readonly PngFile[]): AsyncGenerator<GreyImage> {
  for (let first = 0; first < files.length; first += AT_ONCE) {
    const reading = files.slice(first, first + AT_ONCE).map(open)
    // The first failure is thrown below; the others must not count as unhandled.
    for (const picture of reading) picture.catch(() => undefined)
    for (const picture of reading) yield await picture
  }
}

/** Whether most pictures are dark on light. */
async function mostlyWhitePaper(files: readonly PngFile[]): Promise<boolean> {
  const step = Math.max(1, Math.floor(files.length / ASKED))
  let balance = 0
  for await (const picture of pictures(files.filter((_, i) => i % step === 0))) {
    const paper = backgroundOf(picture)
    balance += paper === 'white' ? 1 : paper === 'black' ? -1 : 0
  }
  return balance > 0
}

/**
 * Reads a folder of PNG or JPEG files as inputs of the network: grey, 28x28, light ink on 0.
 * @param plan - which files, in which order
 * @returns the shape, or null when cancelled
 * @throws DATA_PNG_BROKEN, DATA_PNG_TOO_LARGE, DATA_TOO_LARGE, FILE_READ_FAILED, and what the sink throws
 */
export async function readPngFolder(
  plan: PngPlan,
  sink: DatasetSink,
  options: ReadOptions,
): Promise<DatasetShape | null> {
  const size = (split: Split) => ({ count: plan.splits[split].length, rows: IMAGE_SIDE, cols: IMAGE_SIDE })
  const set = { id: 'png', classNames: plan.classNames } as const
  const shape = shapeOf(plan.name, set, options, { train: size('train'), test: size('test') })
  const inverted = await mostlyWhitePaper(plan.splits.train)
  if (options.signal?.aborted) return null
  await sink.begin(shape)
  const total = (shape.train.count + shape.test.count) * PIXELS
  let done = 0
  for (const split of ['train', 'test'] as const) {
    const files = plan.splits[split]
    const most = Math.floor(CHUNK_BYTES / PIXELS)
    for (let first = 0; first < files.length; first += most) {
      const part = files.slice(first, first + most)
      const chunk = new Uint8Array(part.length * PIXELS)
      let filled = 0
      for await (const picture of pictures(part)) {
        if (options.signal?.aborted) return null
        const paper = backgroundOf(picture)
        const out = chunk.subarray(filled * PIXELS, (filled + 1) * PIXELS)
        inkImage(picture, paper === 'white' || (paper === 'unclear' && inverted), out)
        const file = part[filled]
        filled++
        done += PIXELS
        options.onProgress?.({ stage: 'reading', done, total, file: file ? shownName(file) : '' })
      }
      await sink.chunk(split, 'images', chunk)
    }
    await sink.chunk(
      split,
      'labels',
      Uint8Array.from(files, ({ label }) => label),
    )
  }
  return options.signal?.aborted ? null : shape
}
