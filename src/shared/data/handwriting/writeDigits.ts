import { RandomState } from '../../random/randomState'
import { CLASSES, IMAGE_SIDE } from '../idx'
import { writeDigit } from './writeDigit'

/** Digits written by many hands. */
export interface WrittenDigits {
  /** (count, 784) u8 */
  readonly images: Uint8Array
  /** (count,) u8, 0..9 */
  readonly labels: Uint8Array
}

/** Separates these draws from those of a run, which has the same seed. */
const SEED_OFFSET = 0x517cc1b7
/** Images of one slice, about 10 ms. */
const SLICE = 100

/**
 * Writes digits in many ways, the ten classes in turn, and pauses after each slice.
 * @param count - of images, at least 0
 * @param seed - whole number 0..4294967295; the same seed gives the same images on every machine
 */
function* writing(count: number, seed: number): Generator<undefined, WrittenDigits> {
  const random = new RandomState((seed + SEED_OFFSET) >>> 0)
  const images = new Uint8Array(count * IMAGE_SIDE * IMAGE_SIDE)
  const labels = Uint8Array.from({ length: count }, (_, i) => i % CLASSES)
  for (const [i, label] of labels.entries()) {
    images.set(writeDigit(label, random), i * IMAGE_SIDE * IMAGE_SIDE)
    if (i % SLICE === SLICE - 1) yield
  }
  return { images, labels }
}

/** See {@link writing}; at once. */
export function writeDigits(count: number, seed: number): WrittenDigits {
  const work = writing(count, seed)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

/** See {@link writing}; requests are handled between two slices. */
export async function writeDigitsInSlices(
  count: number,
  seed: number,
  yieldToEvents: () => Promise<void>,
): Promise<WrittenDigits> {
  const work = writing(count, seed)
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
    await yieldToEvents()
  }
}
