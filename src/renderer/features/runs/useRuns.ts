import { computed, ref, shallowReactive, watch } from 'vue'
import { toFailure } from '../../../shared/core/result'
import type { ArchiveTexts, ChartPicture } from '../../../shared/runs/archive'
import type { RunChange, RunCurves, RunRecord } from '../../../shared/runs/record'
import { parseSettingsCode } from '../../../shared/runs/settingsCode'
import { ownDigitsMark } from '../../../shared/runs/datasetFingerprint'
import type { RunPlan } from '../../../shared/runs/runPlan'
import type { RunSchedule } from '../../../shared/training/schedule'
import type { Hyperparameters } from '../../../shared/training/hyperparameters'
import { say } from '../../state/i18n'
import { createRequests } from '../../state/requests'
import { createStore } from '../../state/store'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'
import { settingsOf } from '../settings/useSettings'
import { datasetsOf } from '../data/useDatasets'
import { dataSourceOf, isDataOf } from './runData'
import { INITIAL_RUNS, reduceRuns } from './runsStore'

/** The saved runs and the actions on them; a failure becomes a notice. */
export const runsOf = perStudio((studio) => {
  const { api } = studio
  const { form, notices, settings, training } = studio.stores
  const store = createStore(reduceRuns, INITIAL_RUNS)
  const { ask, complain } = createRequests(api, notices, ({ code }) => {
    // The list is out of date.
    if (code === 'RUN_UNKNOWN') void refresh()
  })
  /** Raw curves of the selected runs; loaded when needed, dropped when the run is saved again. */
  const curves = shallowReactive(new Map<string, RunCurves | 'reading'>())

  async function refresh(): Promise<void> {
    const list = await ask('runs.list', null)
    if (list) store.send({ type: 'listed', list })
  }

  /**
   * While there are no other weights, those of the run that was saved last classify drawings, or the pretrained ones where no
   * run was. A failure is not reported: the pad then says that there are no weights.
   */
  async function useInitialWeights(): Promise<void> {
    const trained = (store.state.value.runs ?? []).filter(({ metrics }) => metrics.iteration > 0)
    const last = trained.reduce<RunRecord | null>((a, b) => (a !== null && a.savedAt >= b.savedAt ? a : b), null)
    if (training.state.value.network !== null || phaseOf(training.state.value) !== 'idle') return
    if (last === null) await api.request('network.usePretrained', null)
    else
      await api.request('runs.loadWeights', { id: last.id, name: last.name || say('runs.unnamed', { n: last.number }) })
  }

  async function readCurves(id: string): Promise<void> {
    if (curves.has(id)) return
    curves.set(id, 'reading')
    const read = await ask('runs.curves', { id })
    if (read) curves.set(id, read)
    else curves.delete(id)
  }

  /** Puts the settings of a run into the form and saves them. */
  function fill(hyperparameters: Hyperparameters, schedule: RunSchedule = { changes: [] }): void {
    form.send({ type: 'fill', values: hyperparameters, schedule })
    settingsOf(studio).save({ hyperparameters })
  }

  /** Everything that repeats a run goes into the form; a notice says what of the own digits is missing. */
  async function fillFromPlan({ hyperparameters, schedule, ownDigits: wanted }: RunPlan): Promise<void> {
    fill(hyperparameters, schedule)
    const { mixOwnDigits, ownDigitsTimes } = studio.stores.settings.state.value
    const times = wanted?.times ?? ownDigitsTimes
    const own = wanted === null ? null : await ask('own.list', null)
    const found = own && ownDigitsMark(own, studio.stores.dataset.state.value.summary?.classNames ?? [], times)
    const has = wanted !== null && found?.count === wanted.count && (wanted.digest || found.digest) === found.digest
    if (has !== mixOwnDigits || (has && times !== ownDigitsTimes)) {
      settingsOf(studio).save({ mixOwnDigits: has, ownDigitsTimes: times })
    }
    const state = has ? 'mixed' : wanted === null ? 'notMixed' : 'missing'
    if (wanted === null && !mixOwnDigits) return
    notices.send({ type: 'add', notice: { kind: 'ownDigits', state, count: wanted?.count ?? 0 } })
  }

  const summary = () => studio.stores.dataset.state.value.summary

  /** Opens the dataset of a run unless it is in use. @returns whether it is now */
  async function openDataOf(run: RunRecord): Promise<boolean> {
    if (isDataOf(run, summary())) return true
    const datasets = datasetsOf(studio)
    const source = dataSourceOf(run, studio.stores.dataset.state.value.recent)
    if (source.kind === 'sample') await datasets.useSample()
    else if (source.kind === 'recent') await datasets.openRecent(source.token)
    else await datasets.chooseFolder()
    return isDataOf(run, summary())
  }

  /** Pauses the current run, then continues another one, on its own dataset. @returns whether it continues */
  async function continueRun(id: string): Promise<boolean> {
    if (phaseOf(training.state.value) === 'running') await ask('training.pause', null)
    const run = store.state.value.runs?.find((each) => each.id === id)
    if (run && !(await openDataOf(run))) return false
    const status = await ask('runs.continue', { id })
    if (status === null) return false
    store.send({ type: 'offerDone' })
    if (status.hyperparameters) fill(status.hyperparameters)
    return true
  }

  /** Ids of the runs of this session by the number of the training process. */
  const ids = shallowReactive(new Map<number, string>())
  const replacedRun = ref(-1)
  const recordOf = (run: number) => store.state.value.runs?.find(({ id }) => id === ids.get(run)) ?? null
  watch(
    () => training.state.value.run,
    (now, before) => {
      // A run that is continued or shown again replaces none of its own weights.
      if (now > before && before > 0) replacedRun.value = before
    },
  )

  api.on('runs.changed', (change) => {
    if (change.kind === 'saved' && change.run !== undefined) ids.set(change.run, change.record.id)
    store.send({ type: 'changed', change })
    const id = change.kind === 'saved' ? change.record.id : change.id
    if (curves.delete(id) && change.kind === 'saved' && store.state.value.places.includes(id)) void readCurves(id)
  })
  api.on('runs.failed', complain)
  // The host offers the run that was interrupted with the training process.
  api.on('trainer.crashed', () => void refresh())
  void refresh().then(useInitialWeights)

  return {
    state: store.state,
    send: store.send,
    curves,
    readCurves,
    continueRun,
    /** Continues the run that was interrupted. @returns whether there is one and it continues */
    async continueOffered(): Promise<boolean> {
      await refresh()
      const { offer } = store.state.value
      return offer !== null && continueRun(offer)
    },
    change: (id: string, change: RunChange) => ask('runs.change', { id, change }),
    async remove(run: RunRecord, title: string): Promise<void> {
      const result = await api.request('runs.delete', { id: run.id })
      if (!result.ok) return void complain(result)
      store.send({ type: 'deleted', run: { id: run.id, title } })
    },
    async undelete(): Promise<void> {
      const { deleted } = store.state.value
      store.send({ type: 'deleted', run: null })
      if (deleted) await ask('runs.undelete', { id: deleted.id })
    },
    async loadWeights(id: string, title: string): Promise<void> {
      const network = await ask('runs.loadWeights', { id, name: title })
      if (network) notices.send({ type: 'add', notice: { kind: 'imported', name: title } })
    },
    /** @returns the name of the archive; null when it was not saved */
    async exportRun(
      id: string,
      texts: Omit<ArchiveTexts, 'smoothing'>,
      charts: readonly ChartPicture[],
    ): Promise<string | null> {
      const { smoothing } = settings.state.value
      const saved = await ask('runs.export', { id, texts: { ...texts, smoothing }, charts })
      return saved?.fileName ?? null
    },
    fillFromPlan,
    /** The record of the run on show; null before it is saved. */
    current: computed(() => recordOf(training.state.value.run)),
    /** The run whose trained weights the current one has replaced; null when there is none, or it was deleted. */
    replaced: computed(() => {
      const record = recordOf(replacedRun.value)
      const isOther = record !== null && record.id !== ids.get(training.state.value.run)
      return isOther && record.metrics.iteration > 0 ? record : null
    }),
    /** Shows a run again as it was left, with its weights in use. @returns whether it is shown */
    async reopen(id: string): Promise<boolean> {
      if (phaseOf(training.state.value) === 'running') await ask('training.pause', null)
      const run = store.state.value.runs?.find((each) => each.id === id)
      if (run && !(await openDataOf(run))) return false
      return (await ask('runs.reopen', { id })) !== null
    },
    /** @returns whether the text was a settings code; if not, a notice says so */
    async fillFromCode(text: string): Promise<boolean> {
      try {
        await fillFromPlan(parseSettingsCode(text))
        return true
      } catch (error) {
        complain(toFailure(error))
        return false
      }
    },
  }
})

export const useRuns = () => runsOf(useStudio())
