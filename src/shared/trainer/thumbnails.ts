import type { Thumbnails } from '../contract/replies'
import type { RequestTypes } from '../contract/routes'
import type { ImageSet } from '../data/dataset'
import { RandomState } from '../random/randomState'

/**
 * Picks random images, each at most once.
 * @returns fewer than `count` images if the split (or the label) has fewer
 */
export function pickThumbnails(
  set: ImageSet,
  { count, seed, label }: Omit<RequestTypes['dataset.thumbnails']['payload'], 'split'>,
): Thumbnails {
  const candidates: number[] = []
  for (let index = 0; index < set.count; index++) {
    if (label === null || set.labels[index] === label) candidates.push(index)
  }
  const random = new RandomState(seed)
  const draw = new Uint32Array(1)
  const picked: number[] = []
  // The first steps of a Fisher-Yates shuffle: the picked candidate is replaced by the last one.
  while (picked.length < count && candidates.length > 0) {
    random.choice(candidates.length, draw)
    const position = draw[0] ?? 0
    const last = candidates.pop() ?? 0
    picked.push(candidates[position] ?? last)
    if (position < candidates.length) candidates[position] = last
  }
  return imagesAt(set, picked)
}

/** @param indices - positions in the split; those beyond its end are left out */
export function imagesAt(set: ImageSet, indices: readonly number[]): Thumbnails {
  const picked = indices.filter((index) => index < set.count)
  const pixels = set.rows * set.cols
  const images = new Uint8Array(picked.length * pixels)
  picked.forEach((index, k) => images.set(set.images.subarray(index * pixels, (index + 1) * pixels), k * pixels))
  const labels = Uint8Array.from(picked, (index) => set.labels[index] ?? 0)
  return { rows: set.rows, cols: set.cols, images, labels, indices: Uint32Array.from(picked) }
}
