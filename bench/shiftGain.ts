import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { networkInput } from '../src/shared/image/networkInput'
import { Float64Engine } from '../src/shared/engine/float64/float64Engine'
import { RandomState } from '../src/shared/random/randomState'
import { measureShiftRobustness } from '../src/shared/training/shiftRobustness'
import { decodeNpz } from '../src/shared/formats/npz'
import { traceDigit } from '../test/e2e/support/traceDigit'

/** Accuracy of a set of weights, in percent. */
export interface ShiftGain {
  /** On the test images. */
  readonly unshifted: number
  /** On the test images, each shifted by up to ±2 pixels. */
  readonly shifted: number
  /** On digits traced from test images and drawn on the pad. */
  readonly drawn: number
}

/** The pen width of the pad closest to the line width of a digit. */
const penFor = (width: number) => Math.min(3, Math.max(1.5, Math.round(width * 2) / 2))

/** @returns (784,) u8, the network input for an image's lines drawn on the pad at a random position and size */
function drawn(image: Uint8Array, random: RandomState): Uint8Array {
  const { strokes, width } = traceDigit(image)
  const points = strokes.flat()
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 1)
  const size = 0.3 + 0.55 * random.nextDouble()
  const [offX, offY] = [0.05 + random.nextDouble() * (0.9 - size), 0.05 + random.nextDouble() * (0.9 - size)]
  const placed = strokes.map((stroke) =>
    stroke.flatMap(([x, y]) => [offX + (size * (x - left)) / extent, offY + (size * (y - top)) / extent]),
  )
  return networkInput(placed, penFor(width)) ?? new Uint8Array(784)
}

/**
 * Traces digits of MNIST's test split and draws them on the pad, once.
 * @returns a function that classifies the test images and those drawings with the weights of an .npz file
 */
export async function prepareShiftGain(
  folder: string,
  drawings: number,
): Promise<(weightsFile: string) => Promise<ShiftGain>> {
  const read = async (file: string) => new Uint8Array(gunzipSync(await readFile(join(folder, `${file}.gz`))))
  const images = (await read('t10k-images-idx3-ubyte')).subarray(16)
  const labels = (await read('t10k-labels-idx1-ubyte')).subarray(8)
  const test = { images, labels, count: labels.length, rows: 28, cols: 28 }

  const order = new Uint32Array(drawings * 3)
  new RandomState(1).choice(labels.length, order)
  const chosen = [...new Set(order)].slice(0, drawings)
  const random = new RandomState(2)
  const sheet = {
    images: Buffer.concat(chosen.map((at) => drawn(images.slice(at * 784, at * 784 + 784), random))),
    labels: Uint8Array.from(chosen, (at) => labels[at] ?? 0),
    ...{ count: chosen.length, rows: 28, cols: 28 },
  }
  return async (weightsFile) => {
    const weights = decodeNpz(new Uint8Array(await readFile(weightsFile)), weightsFile)
    const slicing = { now: () => performance.now(), sliceMs: 1000, yieldToEvents: () => setImmediate() }
    const { unshifted, shifted } = await measureShiftRobustness(weights, test, slicing)
    const engine = new Float64Engine()
    engine.load('test', sheet)
    engine.initialise(weights, 'sgd', 1)
    const percent = (right: number, all: number) => (100 * right) / all
    return {
      unshifted: percent(unshifted, test.count),
      shifted: percent(shifted, test.count),
      drawn: percent(engine.countCorrect('test', 0, sheet.count), sheet.count),
    }
  }
}
