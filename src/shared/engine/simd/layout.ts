import type { Weights, Weights32 } from '../../nn/weights'
import { MAX_TILE_VECTORS } from '../../../kernels/kernels.generated'

/** Classes in a tile of the output layer: three vectors. */
const CLASS_TILE = 12
/** Bias of padding classes: never the largest logit. */
const PADDING_BIAS = -3.4028234663852886e38 // the most negative float32

/** A tile of the hidden layer: adjacent vectors of four neurons. */
interface HiddenTile {
  readonly first: number
  readonly vectors: number
}

/**
 * How a network is packed in memory, float32. The hidden layer is padded to whole vectors of four neurons, which are
 * distributed evenly to tiles (see kernels/assembly/tileSizes.ts); W1 is stored tile by tile, each (inputs, its neurons);
 * the classes are padded to classTiles tiles of 12, and W2 is stored tile by tile, each (hiddenPadded, 12). Padding is
 * always zero.
 */
export interface NetworkLayout {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  /** Number of vectors of four hidden neurons. */
  readonly vectors: number
  readonly tiles: readonly HiddenTile[]
  readonly hiddenPadded: number
  readonly classTiles: number
  readonly classesPadded: number
  /** Byte offsets of the four arrays, and the end. */
  readonly offsets: { readonly W1: number; readonly b1: number; readonly W2: number; readonly b2: number }
  readonly bytes: number
}

/** The part of {@link Weights} that determines the layout. */
export type NetworkShape = Pick<Weights, 'inputs' | 'hidden' | 'classes'>

/** Computes the layout of a network. */
export function layOut({ inputs, hidden, classes }: NetworkShape): NetworkLayout {
  const vectors = Math.ceil(hidden / 4)
  const needed = Math.ceil(vectors / MAX_TILE_VECTORS)
  // Two threads share the tiles: with an odd number one of them would wait.
  const count = needed > 1 ? needed + (needed % 2) : needed
  const tiles: HiddenTile[] = []
  for (let k = 0, first = 0; k < count; k++) {
    const size = Math.floor((vectors + count - 1 - k) / count)
    tiles.push({ first, vectors: size })
    first += size
  }
  const hiddenPadded = vectors * 4
  const classTiles = Math.ceil(classes / CLASS_TILE)
  const classesPadded = classTiles * CLASS_TILE
  const b1 = inputs * hiddenPadded * 4
  const W2 = b1 + hiddenPadded * 4
  const b2 = W2 + hiddenPadded * classesPadded * 4
  return {
    inputs,
    hidden,
    classes,
    vectors,
    tiles,
    hiddenPadded,
    classTiles,
    classesPadded,
    offsets: { W1: 0, b1, W2, b2 },
    bytes: b2 + classesPadded * 4,
  }
}

type ArrayName = 'W1' | 'b1' | 'W2' | 'b2'

/** Calls back for each range that is contiguous both in a Weights' array and in the packed block. */
function forEachRange(
  layout: NetworkLayout,
  visit: (array: ArrayName, place: number, packed: number, count: number) => void,
): void {
  const { inputs, hidden, classes, hiddenPadded, offsets } = layout
  for (const tile of layout.tiles) {
    const first = tile.first * 4
    const count = Math.min(tile.vectors * 4, hidden - first)
    for (let j = 0; j < inputs; j++) visit('W1', j * hidden + first, inputs * first + j * tile.vectors * 4, count)
  }
  visit('b1', 0, offsets.b1 / 4, hidden)
  for (let first = 0; first < classes; first += CLASS_TILE) {
    const count = Math.min(CLASS_TILE, classes - first)
    const tile = offsets.W2 / 4 + first * hiddenPadded
    for (let h = 0; h < hidden; h++) visit('W2', h * classes + first, tile + h * CLASS_TILE, count)
  }
  visit('b2', 0, offsets.b2 / 4, classes)
}

/**
 * Writes weights (or arrays of the same shapes) into a packed block, rounded to float32.
 * @param packed - (layout.bytes / 4,) filled
 */
export function packNumbers(weights: Weights | Weights32, layout: NetworkLayout, packed: Float32Array): void {
  packed.fill(0)
  forEachRange(layout, (array, place, at, count) => {
    const numbers = weights[array]
    for (let i = 0; i < count; i++) packed[at + i] = numbers[place + i]!
  })
}

/** As {@link packNumbers}, with the biases that keep padding classes out of softmax. */
export function packWeights(weights: Weights | Weights32, layout: NetworkLayout, packed: Float32Array): void {
  packNumbers(weights, layout, packed)
  packed.fill(PADDING_BIAS, layout.offsets.b2 / 4 + layout.classes, layout.bytes / 4)
}

/** @returns a copy of a packed block under the book's names, float64 (which holds every float32 exactly) */
export function unpackNumbers(layout: NetworkLayout, packed: Float32Array): Weights {
  const { inputs, hidden, classes } = layout
  const weights = {
    inputs,
    hidden,
    classes,
    W1: new Float64Array(inputs * hidden),
    b1: new Float64Array(hidden),
    W2: new Float64Array(hidden * classes),
    b2: new Float64Array(classes),
  }
  forEachRange(layout, (array, place, at, count) => {
    const numbers = weights[array]
    for (let i = 0; i < count; i++) numbers[place + i] = packed[at + i]!
  })
  return weights
}
