import type { ImageSet } from '../data/dataset'
import type { Slicing } from '../data/statistics'
import type { CapturedWeights } from './capture'

/** Images that excite a neuron most, per neuron. */
export const TOP_IMAGES = 6

/** What the hidden neurons do on a split. */
export interface NeuronActivity {
  /** (H,) share of the images for which the neuron is not 0 */
  readonly active: Float32Array
  /** (H, 6) positions of the images with the largest z1, largest first */
  readonly tops: Uint32Array
  /** (H, 6) their z1; 0 where fewer images excite it */
  readonly values: Float32Array
}

/** Runs every image of a split through the first layer, in slices between which requests are handled. */
export async function neuronActivity(
  { inputs, hidden, W1, b1 }: CapturedWeights,
  { images, count }: ImageSet,
  slicing: Slicing,
): Promise<NeuronActivity> {
  const positive = new Uint32Array(hidden)
  const tops = new Uint32Array(hidden * TOP_IMAGES)
  const values = new Float32Array(hidden * TOP_IMAGES)
  const a1 = new Float64Array(hidden)
  let end = slicing.now() + slicing.sliceMs
  for (let n = 0; n < count; n++) {
    a1.set(b1)
    for (let p = 0; p < inputs; p++) {
      const pixel = images[n * inputs + p]!
      if (pixel === 0) continue
      const x = Math.fround(pixel / 255)
      for (let j = 0; j < hidden; j++) a1[j]! += x * W1[p * hidden + j]!
    }
    for (let j = 0; j < hidden; j++) {
      const z1 = a1[j]!
      if (z1 <= 0) continue
      positive[j]!++
      insert(tops, values, j * TOP_IMAGES, n, z1)
    }
    if (n % 16 !== 0 || slicing.now() < end) continue
    await slicing.yieldToEvents()
    end = slicing.now() + slicing.sliceMs
  }
  return { active: Float32Array.from(positive, (images) => images / Math.max(1, count)), tops, values }
}

/** Puts an image among the largest six of a neuron, if it is one of them. */
function insert(tops: Uint32Array, values: Float32Array, start: number, image: number, z1: number): void {
  const last = start + TOP_IMAGES - 1
  if (z1 <= values[last]!) return
  let at = last
  while (at > start && values[at - 1]! < z1) {
    values[at] = values[at - 1]!
    tops[at] = tops[at - 1]!
    at--
  }
  values[at] = z1
  tops[at] = image
}
