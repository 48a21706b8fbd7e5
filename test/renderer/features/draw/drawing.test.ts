import { describe, expect, it } from 'vitest'
import { MAX_RECENT, remember } from '../../../../src/renderer/features/draw/recent'
import type { RecentDrawing } from '../../../../src/renderer/features/draw/recent'
import { replayAt } from '../../../../src/renderer/features/draw/replay'
import { SHEET, networkInput } from '../../../../src/shared/image/networkInput'
import { EMPTY_DRAWING, reduceDrawing } from '../../../../src/renderer/features/draw/strokes'
import type { DrawingEvent, DrawingState } from '../../../../src/renderer/features/draw/strokes'

const at = (x: number, y = 0.5) => ({ x, y })
const stroke = (...xs: number[]): DrawingEvent[] => [
  { type: 'begin', point: at(xs[0] ?? 0) },
  { type: 'extend', points: xs.slice(1).map((x) => at(x)) },
  { type: 'end' },
]
const after = (...events: DrawingEvent[]) => events.reduce(reduceDrawing, EMPTY_DRAWING)
const xs = ({ strokes }: DrawingState) => strokes.map((points) => points.map((point) => point.x))
const rub = (x: number, y = 0.5): DrawingEvent => ({ type: 'erase', points: [at(x, y)], reach: 0.05 })
const twoStrokes = [...stroke(0.1, 0.3), ...stroke(0.6, 0.9)]
/** A picture with one inked square in its middle. */
const picture = new Uint8Array(SHEET * SHEET).map((_, i) =>
  Math.abs((i % SHEET) - 140) < 20 && Math.abs(Math.floor(i / SHEET) - 140) < 30 ? 255 : 0,
)

describe('the eraser', () => {
  it('removes a stroke it touches between two of its points, and no other', () => {
    expect(xs(after(...twoStrokes, rub(0.2)))).toEqual([[0.6, 0.9]])
    expect(xs(after(...twoStrokes, rub(0.2, 0.56)))).toEqual([
      [0.1, 0.3],
      [0.6, 0.9],
    ])
    expect(xs(after(...stroke(0.4), rub(0.42)))).toEqual([])
  })

  it('is one step back for one movement, two for two', () => {
    const once = after(...twoStrokes, rub(0.2), rub(0.7), { type: 'end' })
    expect(xs(once)).toEqual([])
    expect(xs(reduceDrawing(once, { type: 'undo' }))).toHaveLength(2)
    const twice = after(...twoStrokes, rub(0.2), { type: 'end' }, rub(0.7), { type: 'end' }, { type: 'undo' })
    expect(xs(twice)).toEqual([[0.6, 0.9]])
  })

  it('leaves no step back where it touched nothing', () => {
    expect(after(...twoStrokes, rub(0.45)).past).toHaveLength(2)
  })

  it('removes a picture where it has ink', () => {
    const shown = after({ type: 'picture', picture })
    expect(reduceDrawing(shown, rub(0.1)).picture).toBe(picture)
    expect(reduceDrawing(shown, rub(0.5)).picture).toBeNull()
  })
})

describe('drawings', () => {
  it('have a number that changes when the pad is cleared and comes back with what is undone', () => {
    const first = after(...stroke(0.1))
    const second = after(...stroke(0.1), { type: 'clear' }, ...stroke(0.2))
    expect(second.id).not.toBe(first.id)
    const back = reduceDrawing(reduceDrawing(second, { type: 'undo' }), { type: 'undo' })
    expect([back.id, xs(back)]).toEqual([first.id, [[0.1]]])
  })

  it('start a new digit with the next stroke after labelling', () => {
    const next = after(...stroke(0.1), { type: 'finish' }, ...stroke(0.7))
    expect(xs(next)).toEqual([[0.7]])
    expect(next.id).toBe(1)
    expect(xs(reduceDrawing(next, { type: 'undo' }))).toEqual([[0.1]])
  })

  it('come back from the list and go away again with a step back', () => {
    const drawing = { id: 7, strokes: [[at(0.3)]], picture: null }
    const loaded = after(...stroke(0.1), { type: 'load', drawing })
    expect([loaded.id, xs(loaded)]).toEqual([7, [[0.3]]])
    expect(loaded.next).toBeGreaterThan(7)
    expect(xs(reduceDrawing(loaded, { type: 'undo' }))).toEqual([[0.1]])
  })
})

describe('networkInput of a picture', () => {
  it('is the picture centred, with strokes drawn over it', () => {
    const alone = networkInput([], 2.5, picture) ?? new Uint8Array(784)
    expect(alone[14 * 28 + 14]).toBe(255)
    const both = networkInput([[0.1, 0.2, 0.9, 0.2]], 2.5, picture) ?? new Uint8Array(784)
    const rows = Array.from({ length: 28 }, (_, y) => both.subarray(y * 28, y * 28 + 28).filter((v) => v > 100).length)
    expect(Math.max(...rows)).toBeGreaterThanOrEqual(18)
    expect(both).not.toEqual(alone)
  })
})

describe('replayAt', () => {
  const strokes = [Array.from({ length: 60 }, (_, i) => at(i / 60)), Array.from({ length: 60 }, (_, i) => at(i / 60))]
  const points = (ms: number, calm = false) => replayAt(strokes, ms, calm)?.map((part) => part.length) ?? null

  it('grows from the first point to the last and then ends', () => {
    expect(points(0)).toEqual([1])
    const half = points(1200 / 1.8 + 40) ?? []
    expect(half[0]).toBe(60)
    expect(half[1]).toBeGreaterThan(0)
    expect(half[1]).toBeLessThan(60)
    expect(points(5000)).toBeNull()
  })

  it('shows whole strokes one after another where motion is reduced', () => {
    expect([points(0, true), points(600, true), points(1100, true)]).toEqual([[60], [60, 60], null])
  })
})

describe('remember', () => {
  const entry = (id: number, name: string): RecentDrawing => ({
    drawing: { id, strokes: [], picture: null },
    image: new Uint8Array(784),
    reading: { name, share: 1 },
  })
  const list = Array.from({ length: 25 }, (_, id) => entry(id, String(id % 10))).reduce<readonly RecentDrawing[]>(
    remember,
    [],
  )

  it('keeps the last twenty, newest first', () => {
    expect(list).toHaveLength(MAX_RECENT)
    expect([list[0]?.drawing.id, list.at(-1)?.drawing.id]).toEqual([24, 5])
  })

  it('changes a drawing that is written on in its place', () => {
    const next = remember(list, entry(20, '3'))
    expect(next).toHaveLength(MAX_RECENT)
    expect(next[4]).toMatchObject({ drawing: { id: 20 }, reading: { name: '3' } })
  })
})
