import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeDrawings } from '../../src/shared/data/drawings'
import { encodeNpz } from '../../src/shared/formats/npz'
import { networkInput } from '../../src/shared/image/networkInput'
import { runStudio } from './support'

const folder = mkdtempSync(join(tmpdir(), '笔迹 '))
const [weights, drawings] = [join(folder, 'w.npz'), join(folder, '我写的.json')]
/** Ink in the upper half is an upper line, ink in the lower half a lower one: a network of two neurons that can be checked by hand. */
const line = (y: number) => [[0.2, y, 0.2, y + 0.02, 0.8, y]]
const digits = [
  { source: 'pad', writer: 'a', label: 0, strokes: [...line(0.2), [0.5, 0.6]] },
  { source: 'pad', writer: 'b', label: 1, strokes: [...line(0.7), [0.5, 0.3]] },
  { source: 'book', writer: 'b', label: 1, strokes: [...line(0.1), [0.5, 0.5]] },
  { source: 'book', writer: 'b', label: null, strokes: line(0.5) },
]

beforeAll(() => {
  const [inputs, hidden, classes] = [784, 2, 10]
  const W1 = Float64Array.from({ length: inputs * hidden }, (_, i) => (i >> 1 < 392 ? 1 - (i & 1) : i & 1))
  const W2 = Float64Array.from({ length: hidden * classes }, (_, i) => Number(i === 0 || i === classes + 1))
  const zero = (length: number) => new Float64Array(length)
  writeFileSync(weights, encodeNpz({ inputs, hidden, classes, W1, b1: zero(hidden), W2, b2: zero(classes) }))
  writeFileSync(drawings, encodeDrawings({ digits }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('digit-studio predict --drawings', () => {
  it('prints the accuracy of each source and class and, last, of all labelled drawings', async () => {
    const { code, stdout, stderr } = await runStudio(['predict', '--weights', weights, '--drawings', drawings])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout.trimEnd().split('\n')).toEqual([
      'source book  0.0000  0/1',
      'source pad  1.0000  2/2',
      'class 0  1.0000  1/1',
      'class 1  0.5000  1/2',
      'accuracy 0.6666666666666666',
    ])
  })

  it('gives every reading of the very image of the pad as JSON', async () => {
    const { stdout } = await runStudio([
      ...['predict', '--weights', weights, '--drawings', drawings, '--pen', '3', '--json'],
    ])
    const { accuracy, pen, readings } = JSON.parse(stdout)
    expect([accuracy, pen, readings.length]).toEqual([2 / 3, 3, 4])
    const image = networkInput(digits[0]?.strokes ?? [], 3) ?? new Uint8Array(784)
    const half = (from: number) => image.slice(from, from + 392).reduce((sum, value) => sum + value / 255, 0)
    const scores = [
      Math.exp(half(0) - half(0)),
      Math.exp(half(392) - half(0)),
      ...Array<number>(8).fill(Math.exp(-half(0))),
    ]
    const total = scores.reduce((sum, score) => sum + score, 0)
    expect(readings[0]).toMatchObject({ source: 'pad', writer: 'a', label: 0, read: 0 })
    const shares: readonly number[] = readings[0].probabilities
    shares.forEach((share, k) => expect(share).toBeCloseTo((scores[k] ?? 0) / total, 9))
  })

  it.each([
    [['--pen', '3'], '--pen needs --drawings'],
    [['--drawings', drawings, '--data', folder], '--data and --drawings'],
    [['--drawings', drawings, '--pen', 'wide'], '--pen must be a number between 0.5 and 10, not wide'],
  ])('refuses %j as wrong usage', async (more, sentence) => {
    const { code, stderr } = await runStudio(['predict', '--weights', weights, ...more])
    expect([code, stderr.includes(sentence)]).toEqual([2, true])
  })
})
