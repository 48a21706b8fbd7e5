import { describe, expect, it } from 'vitest'
import { INITIAL_RUNS, chosenRuns, reduceRuns, shownRuns } from '../../../../src/renderer/features/runs/runsStore'
import type { RunColumn, RunsEvent, RunsState } from '../../../../src/renderer/features/runs/runsStore'
import type { RunRecord } from '../../../../src/shared/runs/record'
import { makeRecord } from '../../../shared/runs/support'

const after = (state: RunsState, ...events: RunsEvent[]): RunsState => events.reduce(reduceRuns, state)
const records = Array.from({ length: 8 }, (_, k) => makeRecord(k + 1))
const listed = after(INITIAL_RUNS, { type: 'listed', list: { runs: records, damaged: 0, offer: 'run-000003' } })
const toggle = (number: number): RunsEvent => ({ type: 'toggle', id: `run-00000${number}` })
const places = (state: RunsState) => chosenRuns(state).map(({ place, run }) => [place, run.number])

const labelsOf = ({ name, number, engine, dataset }: RunRecord) => ({
  title: name || `训练 ${number}`,
  settings: `随机种子 ${number}`,
  engine,
  dataset: dataset.name,
})
const numbers = (state: RunsState) => shownRuns(state, labelsOf).map(({ number }) => number)

describe('choosing runs', () => {
  it('keeps the colour of a run while others come and go', () => {
    const three = after(listed, toggle(1), toggle(2), toggle(3))
    expect(places(after(three, toggle(1)))).toEqual([
      [1, 2],
      [2, 3],
    ])
    expect(places(after(three, toggle(1), toggle(4)))).toEqual([
      [0, 4],
      [1, 2],
      [2, 3],
    ])
  })

  it('takes six at most', () => {
    const six = after(listed, ...[1, 2, 3, 4, 5, 6].map(toggle))
    expect(after(six, toggle(7)).places).toEqual(six.places)
  })

  it('frees the place of a run that was deleted, and forgets its offer', () => {
    const state = after(listed, toggle(3), { type: 'changed', change: { kind: 'gone', id: 'run-000003' } })
    expect(chosenRuns(state)).toEqual([])
    expect(state.places[0]).toBeNull()
    expect(state.offer).toBeNull()
  })
})

describe('the list', () => {
  it('takes in saved runs, new ones and known ones', () => {
    const changed = makeRecord(2, { name: '新名字' })
    const state = after(
      listed,
      { type: 'changed', change: { kind: 'saved', record: changed } },
      { type: 'changed', change: { kind: 'saved', record: makeRecord(9) } },
    )
    expect(state.runs).toHaveLength(9)
    expect(state.runs).toContainEqual(changed)
  })

  it('shows the newest first, and turns the order with the second click on a column', () => {
    expect(numbers(listed)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    const byTime = after(listed, { type: 'sort', column: 'time' })
    expect(numbers(byTime)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it.each<[RunColumn, number[]]>([
    ['test', [2, 1, 3]],
    ['best', [2, 3, 1]],
    ['iterations', [3, 2, 1]],
    ['name', [2, 1, 3]],
    ['star', [3, 2, 1]],
  ])('sorts by %s', (column, order) => {
    const { metrics } = makeRecord(1)
    const runs = [
      makeRecord(1, { metrics: { ...metrics, testAccuracy: 0.9, best: null, iteration: 5 }, name: 'b' }),
      makeRecord(2, {
        metrics: { ...metrics, testAccuracy: 0.95, best: { epoch: 1, testAccuracy: 0.96 }, iteration: 50 },
        name: 'a',
      }),
      makeRecord(3, {
        metrics: { ...metrics, testAccuracy: null, best: { epoch: 1, testAccuracy: 0.1 }, iteration: 500 },
        name: 'c',
        star: true,
      }),
    ]
    const state = after(
      INITIAL_RUNS,
      { type: 'listed', list: { runs, damaged: 0, offer: null } },
      { type: 'sort', column },
    )
    expect(numbers(state)).toEqual(order)
  })

  it('finds runs by every word of the filter, in name, note and settings', () => {
    const runs = [makeRecord(1, { name: 'Adam 试验' }), makeRecord(2, { note: 'adam, better' }), makeRecord(12)]
    const state = after(INITIAL_RUNS, { type: 'listed', list: { runs, damaged: 0, offer: null } })
    expect(numbers(after(state, { type: 'filter', text: ' ADAM' }))).toEqual([2, 1])
    expect(numbers(after(state, { type: 'filter', text: 'adam better' }))).toEqual([2])
    expect(numbers(after(state, { type: 'filter', text: '种子 12' }))).toEqual([12])
    expect(numbers(after(state, { type: 'filter', text: 'nothing' }))).toEqual([])
  })
})
