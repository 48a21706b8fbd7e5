import { computed, watch } from 'vue'
import { Curves } from '../../charts/curves'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'
import { datasetsOf } from '../data/useDatasets'
import { settingsOf } from '../settings/useSettings'
import { USUAL_RATES } from '../../../shared/training/usualRates'
import { planOf } from '../../../shared/runs/runPlan'
import { moreIterations, randomSeed } from './formView'
import { badRateOf, collapseNotice } from './collapseNotice'
import { showProgress } from './showProgress'

/** The run: its commands, its curves, and the host's events about it. */
export const trainingOf = perStudio((studio) => {
  const { api, stores, requests } = studio
  const { training, form, settings, notices } = stores
  const { ask } = requests
  const { save } = settingsOf(studio)
  /** Raw history, outside Vue. */
  const curves = new Curves(settings.state.value.smoothing)
  const curveListeners = new Set<() => void>()
  const weightListeners = new Set<() => void>()
  const curvesChanged = () => curveListeners.forEach((listener) => listener())
  const weightsChanged = () => weightListeners.forEach((listener) => listener())
  function changed(): void {
    curvesChanged()
    weightsChanged()
  }

  const showCollapse = collapseNotice(stores)
  const flushProgress = showProgress(api, { training, curves }, changed)
  api.on('training.status', (status) => {
    flushProgress()
    if (status.run > curves.run) curves.begin(status.run)
    const before = training.state.value
    if (status.run === before.run && before.status?.phase === 'ended' && status.phase !== 'ended') curves.reopen()
    training.send({ type: 'status', status })
    if (status.reason === 'diverged' && before.status?.phase !== 'ended') {
      const { iteration, learningRate } = status
      notices.send({ type: 'add', notice: { kind: 'diverged', iteration, learningRate } })
    }
    if (status.phase === 'running') notices.send({ type: 'dismissKind', kind: 'diverged' })
    showCollapse(status)
    const badRate = before.status?.phase === 'running' ? badRateOf(status) : null
    if (badRate) notices.send({ type: 'add', notice: badRate })
    if (status.phase === 'running') notices.send({ type: 'dismissKind', kind: 'badRate' })
    changed()
  })
  api.on('network.changed', (network) => {
    training.send({ type: 'network', network })
    weightsChanged()
  })
  api.on('trainer.crashed', ({ reason }) => {
    training.send({ type: 'crashed', reason })
    weightsChanged()
    notices.send({ type: 'add', notice: { kind: 'error', code: 'TRAINER_CRASHED', detail: { reason } } })
  })
  watch(
    () => settings.state.value.smoothing,
    (weight) => {
      curves.setSmoothing(weight)
      training.send({ type: 'smoothed', smoothedLoss: curves.lastSmoothedLoss })
      curvesChanged()
    },
  )

  const values = () => form.state.value.values
  const ofForm = () => ({ hyperparameters: values(), schedule: form.state.value.schedule })
  const start = () => ask('training.start', ofForm())
  const pause = () => ask('training.pause', null)
  const resume = () => ask('training.resume', null)
  const stop = () => ask('training.stop', null)
  const step = () => ask('training.step', ofForm())

  async function stopFirst(): Promise<void> {
    if (phaseOf(training.state.value) === 'running') await stop()
  }

  /** The run on show once more, from its own start: its settings, its seed, its changes of the learning rate. */
  async function restart(): Promise<void> {
    const { hyperparameters, engine } = training.state.value.status ?? {}
    if (!hyperparameters || !engine) return
    const plan = planOf({ hyperparameters, engine, events: curves.marks, ownDigits: null })
    await stopFirst()
    await ask('training.start', { hyperparameters: plan.hyperparameters, schedule: plan.schedule })
  }

  const longer = computed(() => moreIterations(training.state.value.status, curves.marks))

  /** Edits a field of the form as the user would, and saves it. */
  function edit(name: 'lr' | 'seed', text: string): void {
    form.send({ type: 'edit', name, text })
    save({ hyperparameters: values() })
  }

  async function catchUp(): Promise<void> {
    const [status, network] = await Promise.all([
      api.request('training.status', null),
      api.request('network.info', null),
    ])
    if (status.ok && training.state.value.trainer !== 'crashed') training.send({ type: 'status', status: status.value })
    if (network.ok) training.send({ type: 'network', network: network.value })
    for (const result of [status, network]) if (!result.ok) requests.complain(result)
  }

  return {
    curves,
    ...{ start, stop, step, restart, longer },
    /** Continues the ended run: what is left of its plan, or its plan once more. */
    lengthen: () => ask('training.lengthen', { iterations: longer.value }),

    /** The main button: start, pause or resume, whichever is possible. */
    toggle(): Promise<unknown> {
      const phase = phaseOf(training.state.value)
      if (phase === 'running') return pause()
      return phase === 'paused' ? resume() : start()
    },

    /** Continues the current run with the learning rate of the form. */
    async applyLearningRate(): Promise<void> {
      const { lr } = values()
      const phase = phaseOf(training.state.value)
      const unfinished = phase === 'running' || phase === 'paused'
      if (unfinished && training.state.value.status?.learningRate !== lr)
        await ask('training.learningRate', { value: lr })
    },

    /** Continues a run that diverged or collapsed from its last stable snapshot, with a rate low enough to learn. */
    async halveRate(): Promise<void> {
      notices.send({ type: 'dismissKind', kind: 'diverged' })
      notices.send({ type: 'dismissKind', kind: 'exploding' })
      // As a run that was stopped: the host stores it before the new one replaces it.
      if (phaseOf(training.state.value) !== 'ended') await api.request('training.stop', null)
      const status = await ask('training.continueFromStable', null)
      if (!status) return
      edit('lr', String(status.learningRate))
      const rates = curves.marks.flatMap((mark) => (mark.kind === 'remedy' ? [mark] : []))
      const [first, last] = [rates[0], rates.at(-1)]
      if (!first || !last) return
      const notice = { kind: 'remedied', from: first.from, to: last.value, times: rates.length } as const
      notices.send({ type: 'add', notice })
    },

    /** Trains the run on show again with the usual learning rate of its optimizer. */
    async useUsualRate(): Promise<void> {
      const { hyperparameters } = training.state.value.status ?? {}
      if (!hyperparameters) return
      const values = { ...hyperparameters, lr: USUAL_RATES[hyperparameters.optimizer] }
      form.send({ type: 'fill', values })
      save({ hyperparameters: values })
      await start()
    },

    /** A new seed in the form, not yet used. */
    newSeed: () => edit('seed', randomSeed()),

    /** Other initial weights and batches: a new seed in the form, and a run that starts from it. */
    async anotherSeed(): Promise<void> {
      edit('seed', randomSeed())
      await stopFirst()
      await start()
    },

    /** The weights of the best epoch classify drawings and are exported; `restoreLast` undoes it. */
    restoreBest: () => ask('training.restoreBest', null),
    restoreLast: () => ask('training.restoreLast', null),

    async restartTrainer(): Promise<void> {
      notices.send({ type: 'dismissCode', code: 'TRAINER_CRASHED' })
      training.send({ type: 'restarting' })
      const result = await api.request('host.restartTrainer', null)
      if (!result.ok) {
        training.send({ type: 'crashed', reason: '' })
        return void requests.complain(result)
      }
      training.send({ type: 'restarted' })
      await Promise.all([catchUp(), datasetsOf(studio).catchUp()])
    },

    /** Requests what was sent before this page listened. */
    catchUp,

    /** Calls `listener` whenever the curves grew or a new run began. @returns a function that ends it */
    onCurves(listener: () => void): () => void {
      curveListeners.add(listener)
      return () => curveListeners.delete(listener)
    },

    /** Calls `listener` whenever the weights in use changed. */
    onWeights(listener: () => void): void {
      weightListeners.add(listener)
    },
  }
})

export const useTraining = () => trainingOf(useStudio())
