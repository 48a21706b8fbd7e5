import { columnSums, matmulTransposedLeft, matmulTransposedRight } from '../nn/matrix'
import type { Gradients } from '../nn/twoLayerNet'
import type { Weights } from '../nn/weights'
import type { Forward } from './bricks'

/** Mistakes that backpropagation programs really have; `none` is the program as it should be. */
export const BUGS = [
  'none',
  'mask',
  'batch',
  'transpose',
  'sign',
  'wholeSoftmax',
  'swapped',
  'maskOfGradient',
  'logOfZero',
  'biasSum',
] as const
export type Bug = (typeof BUGS)[number]

/** The code of each bug, as a reader's NumPy program has it. */
export const BUG_CODE: Readonly<Record<Bug, string>> = {
  none: 'da2 = (y - t) / N',
  mask: 'da1 = dz1',
  batch: 'da2 = y - t',
  transpose: 'dz1 = da2 @ W2.reshape(C, H)',
  sign: 'da2 = (t - y) / N',
  wholeSoftmax: 'y = e / e.sum()',
  swapped: 'dW1 = x.T @ dz1',
  maskOfGradient: 'da1 = dz1 * (dz1 > 0)',
  logOfZero: 'loss = -log(y[t])   # y[t] == 0',
  biasSum: 'db = dout[0]',
}

/**
 * Softmax as a program with the bug computes it.
 * @param a2 - (N, C)
 * @returns (N, C)
 */
export function buggySoftmax(a2: Float64Array, count: number, bug: Bug, softmaxOfRows: Float64Array): Float64Array {
  if (bug !== 'wholeSoftmax' || count === 0) return softmaxOfRows
  const most = a2.reduce((a, b) => Math.max(a, b), -Infinity)
  const e = a2.map((score) => Math.exp(score - most))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((value) => value / sum)
}

/** Gradients as a program with the bug computes them from a forward pass. */
export function buggyGradients(weights: Weights, forward: Forward, y: Float64Array, bug: Bug): Gradients {
  const { inputs: I, hidden: H, classes: C, W2 } = weights
  const { count: N, x, a1, z1, t } = forward
  const da2 = y.slice()
  for (let n = 0; n < N; n++) da2[n * C + (t[n] ?? 0)]! -= 1
  const factor = bug === 'sign' ? -1 / N : bug === 'batch' ? 1 : 1 / N
  for (let i = 0; i < da2.length; i++) da2[i]! *= factor
  const dz1 = new Float64Array(N * H)
  if (bug === 'transpose') multiplyReshaped(da2, W2, N, C, H, dz1)
  else matmulTransposedRight(da2, W2, N, H, C, dz1)
  const da1 = dz1.map((value, i) => {
    if (bug === 'mask') return value
    return (bug === 'maskOfGradient' ? value : a1[i]!) <= 0 ? 0 : value
  })
  const gradients = {
    ...weights,
    ...{ W1: new Float64Array(I * H), b1: new Float64Array(H), W2: new Float64Array(H * C), b2: new Float64Array(C) },
  }
  matmulTransposedLeft(x, bug === 'swapped' ? dz1 : da1, N, I, H, gradients.W1)
  matmulTransposedLeft(z1, da2, N, H, C, gradients.W2)
  if (bug === 'biasSum') {
    gradients.b1.set(da1.subarray(0, H))
    gradients.b2.set(da2.subarray(0, C))
  } else {
    columnSums(da1, N, H, gradients.b1)
    columnSums(da2, N, C, gradients.b2)
  }
  return gradients
}

/** out = a · B.reshape(C, H): the numbers of B in another order than its transpose. */
function multiplyReshaped(a: Float64Array, b: Float64Array, N: number, C: number, H: number, out: Float64Array): void {
  for (let n = 0; n < N; n++) {
    for (let k = 0; k < C; k++) for (let j = 0; j < H; j++) out[n * H + j]! += a[n * C + k]! * b[k * H + j]!
  }
}
