import { encodeArrays } from '../../../../shared/formats/npz'
import type { Iteration } from '../../../../shared/inside/iteration'
import { STOPS, UPDATE_STOP, isOfImage, rowLength } from '../../../../shared/inside/stops'
import type { Selection } from '../../../../shared/inside/stops'
import { PARAMETER_NAMES } from '../../../../shared/nn/copyWeights'
import type { ParameterName } from '../../../../shared/nn/copyWeights'
import { NUMPY } from './numpyListings'

/** Name of the archive that a script reads. */
export const archiveName = ({ capture }: Iteration): string => `iteration-${Math.max(0, capture.iteration) + 1}.npz`

/** Everything that the scripts of an iteration read: weights, optimizer memory, the batch as the network saw it. */
export function iterationArchive({ pass, capture, slots }: Iteration): Uint8Array<ArrayBuffer> {
  const { inputs, hidden, classes } = pass.weights
  const shapes = { W1: [inputs, hidden], b1: [hidden], W2: [hidden, classes], b2: [classes] } as const
  const arrays: Record<string, { shape: readonly number[]; data: Float64Array }> = {
    x: { shape: [pass.count, inputs], data: pass.x },
    t: { shape: [pass.count], data: Float64Array.from(pass.t) },
    lr: { shape: [1], data: Float64Array.of(capture.learningRate) },
  }
  for (const name of PARAMETER_NAMES) {
    arrays[name] = { shape: shapes[name], data: pass.weights[name] }
    slots.before.forEach((slot, at) => (arrays[`slot${at}_${name}`] = { shape: shapes[name], data: slot[name] }))
  }
  return new Uint8Array(encodeArrays(arrays))
}

/** Names that the optimizers' pieces give their memory. */
const SLOT_NAMES = { sgd: [], momentum: ['velocities'], adagrad: ['squares'], adam: ['means', 'squares'] } as const

/** A few lines of NumPy that print the selected number of a stop, from {@link iterationArchive}. */
export function numpyScript(iteration: Iteration, stop: number, image: number, selection: Selection | null): string {
  const { capture, pass } = iteration
  const { optimizer, updates } = capture
  const pieces = STOPS.slice(1, Math.min(stop, UPDATE_STOP - 1) + 1).map(({ id }) => NUMPY[id as 'affine1'].text)
  const update =
    stop < UPDATE_STOP
      ? []
      : [
          'params, grads = (W1, b1, W2, b2), (dW1, db1, dW2, db2)',
          ...SLOT_NAMES[optimizer].map(
            (name, at) => `${name} = [c[f'slot${at}_{k}'] for k in ('W1', 'b1', 'W2', 'b2')]`,
          ),
          ...(optimizer === 'adam' ? [`updates = ${updates}`] : []),
          NUMPY[optimizer].text,
        ]
  return [
    'import numpy as np',
    '',
    `c = np.load('${archiveName(iteration)}')`,
    "W1, b1, W2, b2, x, lr = (c[k] for k in ('W1', 'b1', 'W2', 'b2', 'x', 'lr'))",
    "t, N = c['t'].astype(int), len(c['t'])",
    '',
    ...pieces,
    ...update,
    ...(stop === STOPS.length - 1
      ? ['', ...AGAIN]
      : ['', `print(repr(float(${placeOf(stop, image, selection, pass.weights)})))`]),
    '',
  ].join('\n')
}

/** The loss of the batch after the update. */
const AGAIN = ['z1 = np.maximum(0, x @ W1 + b1)', NUMPY.affine2.text, NUMPY.softmax.text, 'print(repr(float(loss)))']

function placeOf(
  stop: number,
  image: number,
  selection: Selection | null,
  sizes: Iteration['pass']['weights'],
): string {
  if (selection === null) return 'x.sum()'
  const { name, index } = selection
  if (isOfImage(name)) return `${name}[${image}, ${index}]`
  const shown = stop === UPDATE_STOP ? (name.replace(/^d/, '') as ParameterName) : name
  const length = rowLength(name, sizes)
  return length === 1 ? `${shown}[${index}]` : `${shown}[${Math.floor(index / length)}, ${index % length}]`
}
