import { computed, shallowRef, watch } from 'vue'
import { calculate } from '../../../shared/inside/calculation'
import type { Calculation } from '../../../shared/inside/calculation'
import { repeatIteration, runPass } from '../../../shared/inside/iteration'
import type { Iteration, Pass } from '../../../shared/inside/iteration'
import { LAST_STOP, defaultSelection, knownFrom, largestAt, stopAt } from '../../../shared/inside/stops'
import type { Quantity, Selection, Stop } from '../../../shared/inside/stops'
import type { Capture } from '../../../shared/inside/capture'
import { drawingOf } from '../draw/drawingController'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'
import { trainingOf } from '../train/useTraining'
import { createInsideWorker } from './insideWorkerClient'

type ImageSource = 'batch' | 'mistake' | 'pad'

/** Multiplications above which the bricks run in a worker: 100 images through 50 neurons take the page 10 to 15 ms. */
const WORKER_COST = 100 * 784 * 60
/** Each look costs the processors about 60 ms: seldom enough that training loses little. */
const FOLLOW_MS = 2000
const PLAY_MS = 1400
/** The stop at which the error reaches the hidden neurons. */
const AFFINE2_BACK = 6

/** What the Inside view shows: one frozen iteration, the stop in it, the image and the number that are looked at. */
export const insideOf = perStudio((studio) => {
  const { api, stores, requests } = studio
  const { training, dataset, form } = stores
  const drawing = drawingOf(studio)
  const run = trainingOf(studio)
  const worker = createInsideWorker()

  const iteration = shallowRef<Iteration | null>(null)
  /** Weights and dataset do not fit each other. */
  const mismatch = shallowRef(false)
  const busy = shallowRef(false)
  const shown = shallowRef(false)
  const following = shallowRef(false)
  const stop = shallowRef(0)
  const image = shallowRef(0)
  const source = shallowRef<ImageSource>('batch')
  const whole = shallowRef(false)
  const chosen = shallowRef<Selection | null>(null)
  /** Term under the pointer. */
  const lit = shallowRef<number | null>(null)
  const label = shallowRef(0)
  /** An image from elsewhere, to be looked at in the diagram. */
  const sent = shallowRef<{ pixels: Uint8Array; label: number } | null>(null)
  const playing = shallowRef(false)

  const phase = computed(() => phaseOf(training.state.value))
  const running = computed(() => phase.value === 'running')

  /** One image outside the batch: the drawn digit, or one that was sent here. */
  const single = computed((): Pass | null => {
    const image = source.value === 'pad' ? { pixels: drawing.centred.value, label: label.value } : sent.value
    const weights = iteration.value?.pass.weights
    if (source.value === 'batch' || weights === undefined) return null
    const pixels = image?.pixels ?? null
    if (image === null || pixels === null || pixels.length !== weights.inputs) return null
    return runPass(weights, pixels, Uint8Array.of(Math.min(image.label, weights.classes - 1)))
  })
  /** The images that flow: the batch, or one drawn digit. */
  const pass = computed(() => (source.value === 'batch' ? (iteration.value?.pass ?? null) : single.value))
  const at = computed(() => Math.min(image.value, (pass.value?.count ?? 1) - 1))
  const current = computed((): Stop => stopAt(stop.value))
  const known = (name: Quantity): boolean => knownFrom(name) <= stop.value

  const selection = computed((): Selection | null => {
    if (pass.value === null) return null
    const { value } = chosen
    return value !== null && known(value.name) ? value : defaultSelection(stop.value, pass.value, at.value)
  })
  const calculation = computed((): Calculation | null =>
    pass.value === null || selection.value === null ? null : calculate(pass.value, at.value, selection.value),
  )

  /** What the capture on show is not any more. */
  const stale = computed(() => {
    const capture = iteration.value?.capture
    if (capture === undefined) return true
    const { run: number, iteration: done } = training.state.value
    return capture.source === 'run' && (capture.run !== number || capture.iteration !== done)
  })

  /** A person chose an image; until then it is the one with the largest loss. */
  let picked = false
  let wanted = 0
  async function refresh(): Promise<void> {
    if (dataset.state.value.summary === null || training.state.value.trainer !== 'ready') return
    const mine = ++wanted
    busy.value = true
    const result = await api.request('inside.capture', { hyperparameters: form.state.value.values })
    if (mine !== wanted) return
    mismatch.value = !result.ok && result.code === 'BAD_REQUEST'
    if (result.ok) {
      const next = await repeat(result.value)
      if (mine !== wanted) return
      iteration.value = next
      chosen.value = null
      if (!picked) image.value = largestAt(next.pass.losses)
    } else {
      iteration.value = null
      if (!mismatch.value && result.code !== 'TRAINER_CRASHED') requests.complain(result)
    }
    busy.value = false
  }
  function repeat(capture: Capture): Iteration | Promise<Iteration> {
    const cost = capture.batch.length * capture.before.inputs * capture.before.hidden
    return cost > WORKER_COST ? worker.repeat(capture) : repeatIteration(capture)
  }

  // What is on show follows the weights as long as they stand still; a running run is only looked at when asked.
  watch(
    [
      shown,
      running,
      () => training.state.value.status?.run,
      () => (running.value ? null : training.state.value.iteration),
      () => training.state.value.network,
      () => training.state.value.trainer,
      () => dataset.state.value.version,
      () => (phase.value === 'idle' ? form.state.value.values : null),
    ],
    () => {
      if (shown.value && (!running.value || iteration.value === null)) void refresh()
    },
  )

  let timer: ReturnType<typeof setTimeout> | null = null
  watch([shown, running, following], () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (shown.value && running.value && following.value && document.visibilityState === 'visible') void follow()
  })
  async function follow(): Promise<void> {
    if (document.visibilityState === 'visible') await refresh()
    if (shown.value && running.value && following.value) timer = setTimeout(() => void follow(), FOLLOW_MS)
  }

  function goTo(index: number): void {
    stop.value = Math.max(0, Math.min(LAST_STOP, index))
    chosen.value = null
    lit.value = null
    if (stop.value === LAST_STOP || stop.value === 0 || stop.value === LAST_STOP - 1) source.value = 'batch'
  }
  /** After the last stop the run itself takes the step. */
  async function next(): Promise<void> {
    if (stop.value < LAST_STOP) return goTo(stop.value + 1)
    if (running.value) await refresh()
    else await run.step()
    goTo(0)
  }

  let player: ReturnType<typeof setInterval> | null = null
  function play(on: boolean): void {
    if (player !== null) clearInterval(player)
    player = null
    playing.value = on
    if (!on) return
    if (stop.value === LAST_STOP) goTo(0)
    player = setInterval(() => {
      if (stop.value >= LAST_STOP - 1) play(false)
      goTo(stop.value + 1)
    }, PLAY_MS)
  }

  return {
    ...{
      iteration,
      mismatch,
      busy,
      shown,
      following,
      stop,
      image: at,
      source,
      whole,
      selection,
      calculation,
      lit,
      sent,
      label,
    },
    ...{ pass, current, known, phase, running, stale, playing, refresh, goTo, next, play },
    back: () => goTo(stop.value - 1),
    select(selected: Selection | null): void {
      chosen.value = selected
      lit.value = null
    },
    lookAt(index: number): void {
      const count = pass.value?.count ?? 1
      picked = true
      image.value = (index + count) % count
      chosen.value = null
    },
    /** Sends an image through the diagram, to the stop where the error reaches the hidden layer. */
    send(pixels: Uint8Array, label: number): void {
      sent.value = { pixels, label }
      goTo(AFFINE2_BACK)
      source.value = 'mistake'
      whole.value = false
    },
    from(next: ImageSource): void {
      source.value = next
      if (next !== 'batch') whole.value = false
      chosen.value = null
    },
  }
})

export const useInside = () => insideOf(useStudio())
