import type { ClassMeans, PixelHistogram, SamplePage } from '../contract/replies'
import type { RequestTypes } from '../contract/routes'
import type { Dataset, ImageSet } from '../data/dataset'
import { classMeans, pixelHistogram } from '../data/statistics'
import type { Slicing } from '../data/statistics'

/** Shorter than a slice of training, so that training keeps most of the time. */
export const SLICE_MS = 4

/** Computes the statistics that the Data view shows, once per dataset. */
export class DatasetStatistics {
  readonly #slicing: Slicing
  #of: Dataset | null = null
  readonly #cache = new Map<string, Promise<unknown>>()

  constructor(slicing: Omit<Slicing, 'sliceMs'>) {
    this.#slicing = { ...slicing, sliceMs: SLICE_MS }
  }

  classMeans(dataset: Dataset, split: RequestTypes['dataset.classMeans']['payload']['split']): Promise<ClassMeans> {
    const set = dataset[split]
    return this.#cached(dataset, `means ${split}`, async () => ({
      ...{ rows: set.rows, cols: set.cols },
      ...(await classMeans(set, dataset.classes, this.#slicing)),
    }))
  }

  pixelHistogram(
    dataset: Dataset,
    { split, label }: RequestTypes['dataset.pixelHistogram']['payload'],
  ): Promise<PixelHistogram> {
    return this.#cached(dataset, `pixels ${split} ${label}`, () => pixelHistogram(dataset[split], label, this.#slicing))
  }

  #cached<T>(dataset: Dataset, key: string, count: () => Promise<T>): Promise<T> {
    if (this.#of !== dataset) {
      this.#of = dataset
      this.#cache.clear()
    }
    // Each key is written by one method only, so its value has the type of that method.
    const known = this.#cache.get(key) as Promise<T> | undefined
    const counted = known ?? count()
    this.#cache.set(key, counted)
    return counted
  }
}

/** A page of the images of a class (of all classes when null), in the order of the split. */
export function samplePage(
  set: ImageSet,
  { label, offset, count }: Omit<RequestTypes['dataset.samples']['payload'], 'split'>,
): SamplePage {
  const picked: number[] = []
  let total = 0
  for (let index = 0; index < set.count; index++) {
    if (label !== null && set.labels[index] !== label) continue
    if (total >= offset && picked.length < count) picked.push(index)
    total++
  }
  const { rows, cols } = set
  const pixels = rows * cols
  const images = new Uint8Array(picked.length * pixels)
  picked.forEach((index, k) => images.set(set.images.subarray(index * pixels, (index + 1) * pixels), k * pixels))
  const labels = Uint8Array.from(picked, (index) => set.labels[index] ?? 0)
  return { rows, cols, images, labels, indices: Uint32Array.from(picked), total }
}
