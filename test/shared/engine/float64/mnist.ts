import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { ImageSet } from '../../../../src/shared/data/dataset'

/** Folder of the real MNIST. */
export const mnistFolder = process.env.MNIST_DIR ?? resolve(process.cwd(), '../shared/mnist')
const goldenFolder = process.env.GOLDEN_DIR ?? resolve(process.cwd(), '../shared/golden')
const golden = join(goldenFolder, 'numpy-seed0-h50-b100-lr0.1.json')

/** What the book's program gave on MNIST with NumPy 1.24, seed 0, hidden 50, batch 100, lr 0.1. */
export interface GoldenRun {
  readonly config: {
    readonly seed: number
    readonly hidden: number
    readonly batch: number
    readonly lr: number
    readonly iterations: number
    readonly weight_init_std: number
  }
  readonly init: {
    readonly W1_first5: readonly number[]
    readonly W2_last5: readonly number[]
    readonly W1_sum: number
    readonly W2_sum: number
  }
  readonly first_batch: readonly number[]
  readonly loss_after_update: readonly number[]
  readonly loss_every_100: readonly number[]
  readonly mean_last_100: number
  readonly train_acc: readonly number[]
  readonly test_acc: readonly number[]
  readonly final: {
    readonly W1_sum: number
    readonly W1_abs_sum: number
    readonly W2_sum: number
    readonly b1_sum: number
    readonly b2: readonly number[]
    readonly train_acc: number
    readonly test_acc: number
  }
}

/** Whether MNIST (MNIST_DIR) and the recorded run (GOLDEN_DIR) are at hand. */
export const goldenAtHand = existsSync(join(mnistFolder, 'train-images-idx3-ubyte.gz')) && existsSync(golden)

if (!goldenAtHand) console.warn('skipped: the recorded NumPy run on MNIST (set MNIST_DIR and GOLDEN_DIR)')

export function readGoldenRun(): GoldenRun {
  return JSON.parse(readFileSync(golden, 'utf8'))
}

/** One split of MNIST, read without the code under test elsewhere. */
export function readMnist(split: 'train' | 't10k'): ImageSet {
  const read = (name: string, header: number) =>
    new Uint8Array(gunzipSync(readFileSync(join(mnistFolder, `${split}-${name}-ubyte.gz`))).subarray(header))
  const images = read('images-idx3', 16)
  const labels = read('labels-idx1', 8)
  return { images, labels, count: labels.length, rows: 28, cols: 28 }
}
