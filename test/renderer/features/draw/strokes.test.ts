import { describe, expect, it } from 'vitest'
import { EMPTY_DRAWING, reduceDrawing } from '../../../../src/renderer/features/draw/strokes'
import type { DrawingEvent } from '../../../../src/renderer/features/draw/strokes'

const at = (x: number) => ({ x, y: 0.5 })
const stroke = (...xs: number[]): DrawingEvent[] => [
  { type: 'begin', point: at(xs[0] ?? 0) },
  { type: 'extend', points: xs.slice(1).map(at) },
  { type: 'end' },
]
const after = (...events: DrawingEvent[]) => events.reduce(reduceDrawing, EMPTY_DRAWING)
const shape = (events: DrawingEvent[]) => after(...events).strokes.map((points) => points.map((point) => point.x))

describe('reduceDrawing', () => {
  it('collects the points of each stroke', () => {
    expect(shape([...stroke(0.1, 0.2, 0.3), ...stroke(0.9)])).toEqual([[0.1, 0.2, 0.3], [0.9]])
  })

  it('takes no points while the pen is up', () => {
    expect(shape([...stroke(0.1), { type: 'extend', points: [at(0.5)] }])).toEqual([[0.1]])
  })

  it('undoes and redoes stroke by stroke, and clearing as well', () => {
    const two = [...stroke(0.1), ...stroke(0.2)]
    expect(shape([...two, { type: 'undo' }])).toEqual([[0.1]])
    expect(shape([...two, { type: 'undo' }, { type: 'redo' }])).toEqual([[0.1], [0.2]])
    expect(shape([...two, { type: 'clear' }])).toEqual([])
    expect(shape([...two, { type: 'clear' }, { type: 'undo' }])).toEqual([[0.1], [0.2]])
  })

  it('forgets what could be redone once something new is drawn', () => {
    expect(shape([...stroke(0.1), { type: 'undo' }, ...stroke(0.7), { type: 'redo' }])).toEqual([[0.7]])
  })
})
