import type { RunRecord } from '../../../shared/runs/record'
import type { RunList, RunsChange } from '../../../shared/runs/runList'

/** The chart has this many colours. */
export const MAX_COMPARED = 6

export type RunColumn = 'star' | 'name' | 'time' | 'settings' | 'test' | 'best' | 'iterations' | 'engine' | 'dataset'

export interface RunSort {
  readonly column: RunColumn
  readonly descending: boolean
}

export interface RunsState {
  /** Null until the list has been read. */
  readonly runs: readonly RunRecord[] | null
  readonly damaged: number
  /** Id of the run that was interrupted when the application quit; null = none, or declined. */
  readonly offer: string | null
  /** The colour of a run is its index here; null = free. A run keeps its colour as long as it is selected. */
  readonly places: readonly (string | null)[]
  readonly sort: RunSort
  readonly filter: string
  /** The run deleted last, while a button can restore it. */
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
  runs: null,
  damaged: 0,
  offer: null,
  places: NO_PLACES,
  sort: { column: 'time', descending: true },
  filter: '',
  deleted: null,
}

/** All changes of the list of runs and of the selection in it. */
export function reduceRuns(state: RunsState, event: RunsEvent): RunsState {
  switch (event.type) {
    case 'listed': {
      const { runs, damaged, offer } = event.list
      const places = state.places.map((id) => (runs.some((run) => run.id === id) ? id : null))
      return { ...state, runs, damaged, offer, places }
    }
    case 'changed':
      return state.runs === null ? state : takeChange(state, state.runs, event.change)
    case 'toggle':
      return { ...state, places: toggled(state.places, event.id) }
    case 'only':
      return { ...state, places: [event.id, ...NO_PLACES.slice(1)] }
    case 'clear':
      return { ...state, places: NO_PLACES }
    case 'sort': {
      const { column } = event
      // Numbers, stars and times start with the largest, texts with the first of the alphabet.
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

function takeChange(state: RunsState, runs: readonly RunRecord[], change: RunsChange): RunsState {
  if (change.kind === 'gone') {
    const places = state.places.map((id) => (id === change.id ? null : id))
    const offer = state.offer === change.id ? null : state.offer
    return { ...state, places, offer, runs: runs.filter(({ id }) => id !== change.id) }
  }
  const { record: run } = change
  const known = runs.some(({ id }) => id === run.id)
  const next = known ? runs.map((old) => (old.id === run.id ? run : old)) : [...runs, run]
  return { ...state, runs: next }
}

/** Deselects a run, or puts it in the first free place; unchanged when all are taken. */
function toggled(places: RunsState['places'], id: string): RunsState['places'] {
  const at = places.indexOf(id)
  const place = at === -1 ? places.indexOf(null) : at
  return places.map((taken, index) => (index === place ? (at === -1 ? id : null) : taken))
}

export interface ChosenRun {
  /** Index of its colour, 0..{@link MAX_COMPARED}-1. */
  readonly place: number
  readonly run: RunRecord
}

/** The runs in the chart, in the order of their places. */
export function chosenRuns({ places, runs }: RunsState): ChosenRun[] {
  return places.flatMap((id, place) => {
    const run = runs?.find((candidate) => candidate.id === id)
    return run === undefined ? [] : [{ place, run }]
  })
}

/** The texts of a run that the list sorts and searches, in the current language. */
export interface RunLabels {
  readonly title: string
  readonly settings: string
  readonly engine: string
  readonly dataset: string
}

/**
 * The list as shown: filtered by every word of the filter, sorted; of equal runs the newest comes first.
 * @param labelsOf - called only where texts are searched or sorted: labels of hundreds of runs are slow to build
 */
export function shownRuns(state: RunsState, labelsOf: (run: RunRecord) => RunLabels): RunRecord[] {
  const { column, descending } = state.sort
  const wanted = state.filter.toLowerCase().split(/\s+/).filter(Boolean)
  const all = state.runs ?? []
  const matching = wanted.length === 0 ? all : all.filter((run) => matches(run, labelsOf(run), wanted))
  const rows = matching.map((run) => ({ run, key: keyOf(run, labelsOf, column) }))
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]): number => {
    const order = compareKeys(a.key, b.key)
    return (descending ? -order : order) || (a.run.createdAt < b.run.createdAt ? 1 : -1)
  }
  return rows.sort(compare).map(({ run }) => run)
}

function matches(run: RunRecord, labels: RunLabels, wanted: readonly string[]): boolean {
  const text = `${labels.title}\n${run.note}\n${labels.settings}\n${labels.engine}\n${labels.dataset}`.toLowerCase()
  return wanted.every((word) => text.includes(word))
}

function keyOf(run: RunRecord, labelsOf: (run: RunRecord) => RunLabels, column: RunColumn): string | number {
  switch (column) {
    case 'star':
      return run.star ? 1 : 0
    case 'name':
      return labelsOf(run).title
    case 'time':
      return run.createdAt
    case 'settings':
      return labelsOf(run).settings
    case 'test':
      return run.metrics.testAccuracy ?? -1
    case 'best':
      return run.metrics.best?.testAccuracy ?? -1
    case 'iterations':
      return run.metrics.iteration
    case 'engine':
      return labelsOf(run).engine
    case 'dataset':
      return labelsOf(run).dataset
  }
}

const collator = new Intl.Collator(undefined, { numeric: true })

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
}
