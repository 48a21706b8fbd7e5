import type { ParameterName } from '../nn/copyWeights'
import type { Weights } from '../nn/weights'
import type { Pass } from './iteration'

export type BrickName = 'affine1' | 'relu' | 'affine2' | 'softmax'

export const BRICK_TITLES: Readonly<Record<BrickName, string>> = {
  ...{ affine1: 'Affine1', relu: 'ReLU', affine2: 'Affine2', softmax: 'Softmax' },
}

/** Quantities with values for every image: those on the wires, and their gradients. */
export const IMAGE_QUANTITIES = ['x', 'a1', 'z1', 'a2', 'y', 'da2', 'dz1', 'da1', 'dx'] as const
export type ImageQuantity = (typeof IMAGE_QUANTITIES)[number]
export type GradientName = `d${ParameterName}`
/** Every array that the diagram shows, under the book's names. */
export type Quantity = ImageQuantity | ParameterName | GradientName

interface StopRow {
  readonly id: string
  /** 1 batch, 2 gradient, 3 update, 4 repeat */
  readonly stage: 1 | 2 | 3 | 4
  readonly brick: BrickName | null
  readonly direction: 'forward' | 'backward' | null
  /** What the brick has just computed; the first is selected from by default. */
  readonly makes: readonly Quantity[]
}

/** The book's four steps; a stop's `stage` counts them from 1. */
export const STAGES = ['batch', 'gradient', 'update', 'repeat'] as const

/** The eleven stops of an iteration in the book's four steps. */
export const STOPS = [
  { id: 'batch', stage: 1, brick: null, direction: null, makes: ['x'] },
  { id: 'affine1', stage: 2, brick: 'affine1', direction: 'forward', makes: ['a1'] },
  { id: 'relu', stage: 2, brick: 'relu', direction: 'forward', makes: ['z1'] },
  { id: 'affine2', stage: 2, brick: 'affine2', direction: 'forward', makes: ['a2'] },
  { id: 'softmax', stage: 2, brick: 'softmax', direction: 'forward', makes: ['y'] },
  { id: 'softmaxBack', stage: 2, brick: 'softmax', direction: 'backward', makes: ['da2'] },
  { id: 'affine2Back', stage: 2, brick: 'affine2', direction: 'backward', makes: ['dz1', 'dW2', 'db2'] },
  { id: 'reluBack', stage: 2, brick: 'relu', direction: 'backward', makes: ['da1'] },
  { id: 'affine1Back', stage: 2, brick: 'affine1', direction: 'backward', makes: ['dW1', 'db1', 'dx'] },
  { id: 'update', stage: 3, brick: null, direction: null, makes: [] },
  { id: 'repeat', stage: 4, brick: null, direction: null, makes: [] },
] as const satisfies readonly StopRow[]

export type Stop = (typeof STOPS)[number]
export type StopId = Stop['id']
/** The stops at which the diagram is replaced by a sheet of its own. */
export const UPDATE_STOP = 9
export const LAST_STOP = STOPS.length - 1

/** @param index - 0..10; clamped */
export const stopAt = (index: number): Stop => STOPS[Math.max(0, Math.min(LAST_STOP, index))] ?? STOPS[0]

/** @returns the stop from which on a quantity is known: 0 for the input and the parameters */
export function knownFrom(quantity: Quantity): number {
  return Math.max(
    0,
    STOPS.findIndex(({ makes }) => (makes as readonly Quantity[]).includes(quantity)),
  )
}

/** One number of an iteration. For the quantities of images `index` counts within the image's row. */
export interface Selection {
  readonly name: Quantity
  readonly index: number
}

export const isOfImage = (name: Quantity): name is ImageQuantity =>
  (IMAGE_QUANTITIES as readonly Quantity[]).includes(name)

/** @returns all values of a quantity, row-major */
export function valuesOf(pass: Pass, name: Quantity): Float64Array {
  if (isOfImage(name)) return pass[name]
  return name[0] === 'd' ? pass.gradients[name.slice(1) as ParameterName] : pass.weights[name as ParameterName]
}

/** @returns the length of an image's row, or of a row of a parameter (1 for a bias) */
export function rowLength(name: Quantity, { inputs, hidden, classes }: Pick<Weights, 'inputs' | 'hidden' | 'classes'>) {
  switch (name) {
    case 'x':
    case 'dx':
      return inputs
    case 'a1':
    case 'z1':
    case 'da1':
    case 'dz1':
    case 'W1':
    case 'dW1':
      return hidden
    case 'b1':
    case 'db1':
    case 'b2':
    case 'db2':
      return 1
    default:
      return classes
  }
}

/** The row of an image. @returns a view, not a copy */
export function rowOf(pass: Pass, name: ImageQuantity, image: number): Float64Array {
  const length = rowLength(name, pass.weights)
  return pass[name].subarray(image * length, (image + 1) * length)
}

/** @returns the number that is selected */
export function valueAt(pass: Pass, image: number, { name, index }: Selection): number {
  const values = isOfImage(name) ? rowOf(pass, name, image) : valuesOf(pass, name)
  return values[index] ?? NaN
}

/** `W1[406,25]`, `z1[16]`; a gradient as `∂L/∂z1[16]`. */
export function nameOf({ name, index }: Selection, sizes: Pick<Weights, 'inputs' | 'hidden' | 'classes'>): string {
  const length = rowLength(name, sizes)
  const place = isOfImage(name) || length === 1 ? index : `${Math.floor(index / length)},${index % length}`
  return `${symbolOf(name)}[${place}]`
}

/** As it is written on a wire: `a1`, `∂L/∂a1`. */
export const symbolOf = (name: Quantity): string => (name[0] === 'd' ? `∂L/∂${name.slice(1)}` : name)

/** @returns the position of the largest magnitude; 0 of an empty array */
export function largestAt(values: Float64Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i] ?? 0) > Math.abs(values[best] ?? 0)) best = i
  return best
}

/**
 * What is selected when a stop is reached: the largest number that the brick has just made; of scores the class read, of
 * probabilities and their gradient the label.
 * @returns null at the batch and at the last stop
 */
export function defaultSelection(stop: number, pass: Pass, image: number): Selection | null {
  const { id, makes } = stopAt(stop)
  const label = pass.t[image] ?? 0
  if (id === 'affine2') return { name: 'a2', index: pass.read[image] ?? 0 }
  if (id === 'softmax') return { name: 'y', index: label }
  if (id === 'softmaxBack') return { name: 'da2', index: label }
  if (id === 'affine1Back') return largestInColumn(pass, largestAt(rowOf(pass, 'da1', image)))
  if (id === 'update') return largestInColumn(pass, largestAt(pass.gradients.b1))
  const [name] = makes
  if (id === 'batch' || name === undefined || !isOfImage(name)) return null
  return { name, index: largestAt(rowOf(pass, name, image)) }
}

/** The largest gradient of the weights into one neuron. */
function largestInColumn({ gradients: { W1, inputs, hidden } }: Pass, unit: number): Selection {
  const column = Float64Array.from({ length: inputs }, (_, p) => W1[p * hidden + unit] ?? 0)
  return { name: 'dW1', index: largestAt(column) * hidden + unit }
}
