import { StudioError } from '../core/errors'
import type { RequestTypes } from '../contract/routes'
import type { Dataset, ImageSet } from '../data/dataset'
import { detachBuffer } from '../core/detachBuffer'
import type { Split } from '../data/split'

type Begin = RequestTypes['dataset.begin']['payload']
type Chunk = RequestTypes['dataset.chunk']['payload']

interface Filling {
  readonly set: ImageSet
  filled: { images: number; labels: number }
}

/** Assembles a dataset from the chunks that arrive from the host. */
export class DatasetIntake {
  readonly #announced: Begin
  readonly #splits: Record<Split, Filling>

  /** Allocates the announced sizes. */
  constructor(announced: Begin) {
    this.#announced = announced
    this.#splits = { train: reserve(announced.train), test: reserve(announced.test) }
  }

  /**
   * Appends bytes to the images or labels of a split, and detaches them: they were sent here and have no other user.
   * @throws BAD_REQUEST when there are more than announced
   */
  add({ split, part, bytes }: Chunk): void {
    const { set, filled } = this.#splits[split]
    const target = set[part]
    if (filled[part] + bytes.length > target.length) {
      throw new StudioError('BAD_REQUEST', {
        channel: 'dataset.chunk',
        reason: `${split} ${part}: more than announced`,
      })
    }
    target.set(bytes, filled[part])
    filled[part] += bytes.length
    detachBuffer(bytes.buffer)
  }

  /**
   * @returns the complete dataset
   * @throws DATA_TRUNCATED when bytes are missing, DATA_NO_IMAGES, DATA_LABEL_RANGE when a label is not a class
   */
  finish(): Dataset {
    const announced = this.#announced
    for (const split of ['train', 'test'] as const) check(split, this.#splits[split], announced.classes)
    return { ...announced, train: this.#splits.train.set, test: this.#splits.test.set }
  }
}

function reserve({ count, rows, cols }: Begin['train']): Filling {
  const images = new Uint8Array(count * rows * cols)
  return { set: { images, labels: new Uint8Array(count), count, rows, cols }, filled: { images: 0, labels: 0 } }
}

function check(split: Split, { set, filled }: Filling, classes: number): void {
  if (set.count === 0) throw new StudioError('DATA_NO_IMAGES', { file: split })
  for (const part of ['images', 'labels'] as const) {
    const expectedBytes = set[part].length
    if (filled[part] === expectedBytes) continue
    throw new StudioError('DATA_TRUNCATED', { file: `${split} ${part}`, expectedBytes, foundBytes: filled[part] })
  }
  const index = set.labels.findIndex((label) => label >= classes)
  if (index === -1) return
  const label = set.labels[index] ?? 0
  throw new StudioError('DATA_LABEL_RANGE', { file: `${split} labels`, index, label, min: 0, max: classes - 1 })
}
