import about from '../../../resources/pretrained.json'
import { base64 } from '../../../resources/pretrained.npz.json'
import { decodeBase64 } from '../core/base64'
import type { Weights } from '../nn/weights'
import { decodeNpz } from './npz'

// Weights for drawings before the first run, made by scripts/pretrained.mjs: resources/pretrained.npz as text, which every
// bundler and runtime can load. Import this file on demand, because it has 200 KB.

/** Metadata of the pretrained weights: dataset, settings code, accuracies (0..1), how they were made. */
export const PRETRAINED = about

/** The pretrained weights of the book's network, (784, 50) and (50, 10). */
export function pretrainedWeights(): Weights {
  return decodeNpz(decodeBase64(base64), 'pretrained.npz')
}
