import type { RunRecord } from '../../../shared/runs/record'
import type { RunList, RunsChange } from '../../../shared/runs/runList'

/** As many runs as the chart has colours. */
export const MAX_COMPARED = 6

export type RunColumn = 'star' | 'name' | 'time' | 'settings' | 'test' | 'best' | 'iterations' | 'engine' | 'dataset'

export interface RunSort {
  readonly column: RunColumn
  readonly descending: boolean
}

export interface RunsState {
  /** Null until the list was read. */
  readonly records: readonly RunRecord[] | null
  readonly damaged: number
  /** Run that was going on when the application ended; null = none, or put off. */
  readonly offer: string | null
  /** The colour of a run is its place here; null = free. A run keeps its place as long as it is selected. */
  readonly places: readonly (string | null)[]
  readonly sort: RunSort
  readonly filter: string
  /** The run deleted last, while it can be taken back by a button. */
  readonly deleted: { readonly id: string; readonly title: string } | null
}

export type RunsEvent =
  | { readonly type: 'listed'; readonly list: RunList }
  | { readonly type: 'changed'; readonly change: RunsChange }
  | { readonly type: 'toggle'; readonly id: string }
  | { readonly type: 'only'; readonly id: string }
  | { readonly type: 'clear' }
  | { readonly type: 'sort'; readonly column: RunColumn }
  | { readonly type: 'filter'; readonly text: string }
  | { readonly type: 'deleted'; readonly run: RunsState['deleted'] }
  | { readonly type: 'offerDone' }

const NO_PLACES: readonly (string | null)[] = new Array<null>(MAX_COMPARED).fill(null)

export const INITIAL_RUNS: RunsState = {
  records: null,
  damaged: 0,
  offer: null,
  places: NO_PLACES,
  sort: { column: 'time', descending: true },
  filter: '',
  deleted: null,
}

/** The one place where the list of runs and what is chosen in it changes. */
export function reduceRuns(state: RunsState, event: RunsEvent): RunsState {
  switch (event.type) {
    case 'listed': {
      const { runs, damaged, offer } = event.list
      const places = state.places.map((id) => (runs.some((run) => run.id === id) ? id : null))
      return { ...state, records: runs, damaged, offer, places }
    }
    case 'changed':
      return state.records === null ? state : takeChange(state, state.records, event.change)
    case 'toggle':
      return { ...state, places: toggled(state.places, event.id) }
    case 'only':
      return { ...state, places: [event.id, ...NO_PLACES.slice(1)] }
    case 'clear':
      return { ...state, places: NO_PLACES }
    case 'sort': {
      const { column } = event
      // Numbers, stars and times are asked for from the top, words from the beginning.
      const first = !['name', 'settings', 'engine', 'dataset'].includes(column)
      return { ...state, sort: { column, descending: state.sort.column === column ? !state.sort.descending : first } }
    }
    case 'filter':
      return { ...state, filter: event.text }
    case 'deleted':
      return { ...state, deleted: event.run }
    case 'offerDone':
      return { ...state, offer: null }
  }
}

function takeChange(state: RunsState, records: readonly RunRecord[], change: RunsChange): RunsState {
  if (change.kind === 'gone') {
    const places = state.places.map((id) => (id === change.id ? null : id))
    const offer = state.offer === change.id ? null : state.offer
    return { ...state, places, offer, records: records.filter(({ id }) => id !== change.id) }
  }
  const { record } = change
  const known = records.some(({ id }) => id === record.id)
  const next = known ? records.map((old) => (old.id === record.id ? record : old)) : [...records, record]
  return { ...state, records: next }
}

/** Takes a run out, or puts it on the first free place; when all are taken nothing changes. */
function toggled(places: RunsState['places'], id: string): RunsState['places'] {
  const at = places.indexOf(id)
  const place = at === -1 ? places.indexOf(null) : at
  return places.map((taken, index) => (index === place ? (at === -1 ? id : null) : taken))
}

export interface ChosenRun {
  /** Index of its colour, 0..{@link MAX_COMPARED}-1. */
  readonly place: number
  readonly record: RunRecord
}

/** The runs in the chart, in the order of their places. */
export function chosenRuns({ places, records }: RunsState): ChosenRun[] {
  return places.flatMap((id, place) => {
    const record = records?.find((run) => run.id === id)
    return record === undefined ? [] : [{ place, record }]
  })
}

/** What the list compares and searches of a run, in the language of the moment. */
export interface RunWords {
  readonly title: string
  readonly settings: string
  readonly engine: string
  readonly dataset: string
}

/**
 * The list as it is shown: filtered by every word of the filter, sorted; equals keep the newest first.
 * @param wordsOf - asked only where words are searched or sorted: to put hundreds of runs into words takes a while
 */
export function shownRuns(state: RunsState, wordsOf: (record: RunRecord) => RunWords): RunRecord[] {
  const { column, descending } = state.sort
  const wanted = state.filter.toLowerCase().split(/\s+/).filter(Boolean)
  const all = state.records ?? []
  const matching = wanted.length === 0 ? all : all.filter((record) => matches(record, wordsOf(record), wanted))
  const rows = matching.map((record) => ({ record, key: keyOf(record, wordsOf, column) }))
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]): number => {
    const order = compareKeys(a.key, b.key)
    return (descending ? -order : order) || (a.record.createdAt < b.record.createdAt ? 1 : -1)
  }
  return rows.sort(compare).map(({ record }) => record)
}

function matches(record: RunRecord, words: RunWords, wanted: readonly string[]): boolean {
  const text = `${words.title}\n${record.note}\n${words.settings}\n${words.engine}\n${words.dataset}`.toLowerCase()
  return wanted.every((word) => text.includes(word))
}

function keyOf(record: RunRecord, wordsOf: (record: RunRecord) => RunWords, column: RunColumn): string | number {
  switch (column) {
    case 'star':
      return record.star ? 1 : 0
    case 'name':
      return wordsOf(record).title
    case 'time':
      return record.createdAt
    case 'settings':
      return wordsOf(record).settings
    case 'test':
      return record.metrics.testAccuracy ?? -1
    case 'best':
      return record.metrics.best?.testAccuracy ?? -1
    case 'iterations':
      return record.metrics.iteration
    case 'engine':
      return wordsOf(record).engine
    case 'dataset':
      return wordsOf(record).dataset
  }
}

const collator = new Intl.Collator(undefined, { numeric: true })

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
