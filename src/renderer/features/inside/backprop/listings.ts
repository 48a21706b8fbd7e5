import trajectory from '../../../../shared/training/trajectory.ts?raw'
import batchSource from '../../../../shared/training/batchSource.ts?raw'
import affine from '../../../../shared/nn/layers/affine.ts?raw'
import relu from '../../../../shared/nn/layers/relu.ts?raw'
import softmaxWithLoss from '../../../../shared/nn/layers/softmaxWithLoss.ts?raw'
import optimizers from '../../../../shared/nn/optimizers.ts?raw'
import { STOPS } from '../../../../shared/inside/stops'
import type { Quantity, Selection, StopId } from '../../../../shared/inside/stops'
import type { OptimizerKind } from '../../../../shared/nn/optimizers'
import { NUMPY } from './numpyListings'

export interface ListedLine {
  /** Its number in the file. */
  readonly number: number
  readonly text: string
  /** It computes the selected number. */
  readonly runs: boolean
  /** What the line writes; null where it writes nothing that the diagram shows. */
  readonly writes: Quantity | null
}

export interface Listing {
  /** Path below src/shared; null where there is none. */
  readonly file: string | null
  readonly lines: readonly ListedLine[]
}

/** A piece of a source file and the lines in it that matter. */
interface Piece {
  readonly file: string
  readonly source: string
  /** Beginnings of the functions, as their first lines have them. */
  readonly heads: readonly string[]
  /** A text that one line of the piece has, and what that line computes. */
  readonly marks: readonly (readonly [text: string, writes: Quantity | null])[]
}

const LAYERS = 'nn/layers/'
const affinePiece = (heads: readonly string[], marks: Piece['marks']): Piece => ({
  ...{ file: `${LAYERS}affine.ts`, source: affine, heads, marks },
})
const affineBack = (dx: Quantity, dW: Quantity, db: Quantity): Piece =>
  affinePiece(
    ['backwardParameters(dout', 'backward(dout'],
    [
      ['matmulTransposedRight(', dx],
      ['matmulTransposedLeft(', dW],
      ['columnSums(', db],
    ],
  )
const reluPiece = (heads: readonly string[], mark: string, writes: Quantity): Piece => ({
  ...{ file: `${LAYERS}relu.ts`, source: relu, heads, marks: [[mark, writes]] },
})
const softmaxPiece = (heads: readonly string[], marks: Piece['marks']): Piece => ({
  ...{ file: `${LAYERS}softmaxWithLoss.ts`, source: softmaxWithLoss, heads, marks },
})

/** What is listed beside each stop. @param optimizer - whose update is listed */
export const pieceOf = (stop: StopId, optimizer: OptimizerKind): Piece => {
  const pieces: Readonly<Record<StopId, Piece>> = {
    batch: {
      file: 'training/batchSource.ts',
      source: batchSource,
      heads: ['take(): Uint32Array'],
      marks: [['this.random.choice(', 'x']],
    },
    affine1: affinePiece(['forward(x: Tensor'], [['matmul(data', 'a1']]),
    relu: reluPiece(['forward(x: Tensor', '#masked({'], 'mask[i] = 1', 'z1'),
    affine2: affinePiece(['forward(x: Tensor'], [['matmul(data', 'a2']]),
    softmax: softmaxPiece(['forward(x: Tensor'], [['softmax(data', 'y']]),
    softmaxBack: softmaxPiece(
      ['backward(): Tensor'],
      [
        ['dx[i]! /= rows', 'da2'],
        ['-= 1', null],
      ],
    ),
    affine2Back: affineBack('dz1', 'dW2', 'db2'),
    reluBack: reluPiece(['backward(dout', '#masked({'], 'if (mask[i] === 0)', 'da1'),
    affine1Back: affineBack('dx', 'dW1', 'db1'),
    update: {
      file: 'nn/optimizers.ts',
      source: optimizers,
      heads: [`function ${optimizer}(`],
      marks: [['params[i]!', 'W1']],
    },
    repeat: {
      file: 'training/trajectory.ts',
      source: trajectory,
      heads: ['step('],
      marks: [['this.#engine.step(', null]],
    },
  }
  return pieces[stop]
}

/**
 * Cuts functions out of a source, each from its first line to the bracket that closes it, without the indentation that all
 * lines share.
 * @throws Error where a head is not found
 */
export function cutFunctions(source: string, heads: readonly string[]): { number: number; text: string }[] {
  const lines = source.split('\n')
  return heads.flatMap((head) => {
    const first = lines.findIndex((line) => line.trimStart().startsWith(head))
    if (first < 0) throw new Error(`no line begins with ${head}`)
    const indent = /^ */.exec(lines[first] ?? '')?.[0] ?? ''
    const last = lines.findIndex((line, at) => at > first && line === `${indent}}`)
    return lines.slice(first, last + 1).map((text, at) => ({ number: first + at + 1, text: text.slice(indent.length) }))
  })
}

/** This program's own code for a stop. @param selection - the number whose line runs */
export function sourceListing(stop: StopId, selection: Selection | null, optimizer: OptimizerKind): Listing {
  const { file, source, heads, marks } = pieceOf(stop, optimizer)
  const wanted = runningMark(stop, selection, marks)
  const lines = cutFunctions(source, heads).map(({ number, text }) => {
    const mark = marks.find(([part]) => text.includes(part))
    return { number, text, runs: mark !== undefined && mark === wanted, writes: mark?.[1] ?? null }
  })
  return { file, lines }
}

/** The same in NumPy. */
export function numpyListing(stop: StopId, selection: Selection | null, optimizer: OptimizerKind): Listing {
  const { text, marks } = NUMPY[stop === 'update' ? optimizer : stop]
  const wanted = runningMark(stop, selection, marks)
  const lines = text.split('\n').map((line, at) => {
    const mark = marks.find(([part]) => line.includes(part))
    return { number: at + 1, text: line, runs: mark !== undefined && mark === wanted, writes: mark?.[1] ?? null }
  })
  return { file: null, lines }
}

function runningMark<Mark extends readonly [string, Quantity | null]>(
  stop: StopId,
  selection: Selection | null,
  marks: readonly Mark[],
): Mark | undefined {
  const made = STOPS.find(({ id }) => id === stop)?.makes as readonly Quantity[] | undefined
  const name = selection !== null && made?.includes(selection.name) ? selection.name : null
  return marks.find(([, writes]) => writes === name && name !== null) ?? marks[0]
}
