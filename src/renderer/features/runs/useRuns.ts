import { shallowReactive } from 'vue'
import type { Failure } from '../../../shared/core/result'
import type { StudioApi } from '../../../shared/contract/api'
import type { PageRequestName, RequestTypes } from '../../../shared/contract/routes'
import type { ChartPicture } from '../../../shared/runs/archive'
import type { RunChange, RunCurves, RunRecord } from '../../../shared/runs/record'
import { parseSettingsCode } from '../../../shared/runs/settingsCode'
import { toFailure } from '../../../shared/core/result'
import type { Hyperparameters } from '../../../shared/training/hyperparameters'
import type { FormEvent } from '../../state/form'
import type { NoticesEvent } from '../../state/notices'
import { INITIAL_RUNS, reduceRuns } from './runsStore'
import type { RunsEvent, RunsState } from './runsStore'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'
import { settingsOf } from '../settings/useSettings'
import { createStore } from '../../state/store'
import type { Store } from '../../state/store'

/** What the runs use of the rest of the window. */
export interface RunsDeps {
  notify(event: NoticesEvent): void
  fillForm(event: FormEvent): void
  keepForm(values: Hyperparameters): void
  /** Whether a run is going on: it is paused before another one is continued. */
  isRunning(): boolean
}

/** The kept runs as the window knows them, and all that can be done with them; a failure becomes a notice. */
export type Runs = ReturnType<typeof createRuns>

export function createRuns(api: StudioApi, deps: RunsDeps) {
  const store: Store<RunsState, RunsEvent> = createStore(reduceRuns, INITIAL_RUNS)
  /** Curves of the chosen runs, raw; read when they are wanted, forgotten when the run was saved again. */
  const curves = shallowReactive(new Map<string, RunCurves | 'reading'>())

  function complain({ code, detail }: Failure): null {
    deps.notify({ type: 'add', notice: { kind: 'error', code, detail } })
    // The list was older than what the host knows.
    if (code === 'RUN_UNKNOWN') void refresh()
    return null
  }

  async function ask<K extends PageRequestName>(
    name: K,
    payload: RequestTypes[K]['payload'],
  ): Promise<RequestTypes[K]['reply'] | null> {
    const result = await api.request(name, payload)
    return result.ok ? result.value : complain(result)
  }

  async function refresh(): Promise<void> {
    const list = await ask('runs.list', null)
    if (list) store.send({ type: 'listed', list })
  }

  async function readCurves(id: string): Promise<void> {
    if (curves.has(id)) return
    curves.set(id, 'reading')
    const read = await ask('runs.curves', { id })
    if (read) curves.set(id, read)
    else curves.delete(id)
  }

  function fill(hyperparameters: Hyperparameters): void {
    deps.fillForm({ type: 'fill', values: hyperparameters })
    deps.keepForm(hyperparameters)
  }

  async function continueRun(id: string): Promise<boolean> {
    if (deps.isRunning()) await ask('training.pause', null)
    const status = await ask('runs.continue', { id })
    if (status === null) return false
    store.send({ type: 'offerDone' })
    if (status.hyperparameters) fill(status.hyperparameters)
    return true
  }

  api.on('runs.changed', (change) => {
    store.send({ type: 'changed', change })
    const id = change.kind === 'saved' ? change.record.id : change.id
    if (curves.delete(id) && change.kind === 'saved' && store.state.value.places.includes(id)) void readCurves(id)
  })
  api.on('runs.failed', ({ code, detail }) => complain({ ok: false, code, detail }))
  // The host offers the run that died with its process.
  api.on('trainer.crashed', () => void refresh())
  void refresh()

  return {
    state: store.state,
    send: store.send,
    curves,
    readCurves,
    continueRun,
    fill,
    change: (id: string, change: RunChange) => ask('runs.change', { id, change }),
    async remove(record: RunRecord, title: string): Promise<void> {
      const result = await api.request('runs.delete', { id: record.id })
      if (!result.ok) return void complain(result)
      store.send({ type: 'deleted', run: { id: record.id, title } })
    },
    async undelete(): Promise<void> {
      const { deleted } = store.state.value
      store.send({ type: 'deleted', run: null })
      if (deleted) await ask('runs.undelete', { id: deleted.id })
    },
    async loadWeights(id: string, title: string): Promise<void> {
      const network = await ask('runs.loadWeights', { id, name: title })
      if (network) deps.notify({ type: 'add', notice: { kind: 'imported', name: title } })
    },
    async exportRun(id: string, title: string, charts: readonly ChartPicture[]): Promise<string | null> {
      const saved = await ask('runs.export', { id, title, charts })
      return saved?.fileName ?? null
    },
    /** @returns whether the text was a settings code; if not, the person has been told */
    fillFromCode(text: string): boolean {
      try {
        fill(parseSettingsCode(text))
        return true
      } catch (error) {
        complain(toFailure(error))
        return false
      }
    },
  }
}

/** The kept runs of this window. */
export const runsOf = perStudio((studio) => {
  const { form, notices, training } = studio.stores
  return createRuns(studio.api, {
    notify: notices.send,
    fillForm: form.send,
    keepForm: (hyperparameters) => settingsOf(studio).save({ hyperparameters }),
    isRunning: () => phaseOf(training.state.value) === 'running',
  })
})

export const useRuns = () => runsOf(useStudio())
