import { computed, shallowRef, watch } from 'vue'
import { NO_PERTURBATION, isNeutral, perturb } from '../../../shared/image/perturb'
import type { Perturbation } from '../../../shared/image/perturb'
import { networkInput } from '../../../shared/image/networkInput'
import { classNamesFor } from '../data/classLabels'
import { createStore } from '../../state/store'
import { perStudio, useStudio } from '../../state/studio'
import type { Studio } from '../../state/studio'
import { createOwnDigits } from './useOwnDigits'
import { createReader } from './reading'
import type { Reading } from './reading'
import { remember } from './recent'
import type { RecentDrawing } from './recent'
import { replayAt } from './replay'
import { createComparison } from './comparisonModel'
import { EMPTY_DRAWING, flatStrokes, isEmpty, reduceDrawing } from './strokes'
import type { Stroke } from './strokes'
import { modelOf } from './useModel'
import { verdictOf } from './verdict'

/** Shortest time between two predictions for an unchanged drawing while the weights change. */
const REREAD_INTERVAL_MS = 100

/** Converts the drawing to the networks' input, has it classified, and keeps recent drawings. */
function createDrawingController(studio: Studio) {
  const { api, requests } = studio
  const { dataset, settings, training } = studio.stores
  const sheet = createStore(reduceDrawing, EMPTY_DRAWING)

  /** Centred like MNIST, before {@link Perturbation}. */
  const centred = shallowRef<Uint8Array | null>(null)
  /** The networks' input. */
  const input = shallowRef<Uint8Array | null>(null)
  const change = shallowRef<Perturbation>(NO_PERTURBATION)
  const reading = shallowRef<Reading>({ kind: 'empty' })
  const recent = shallowRef<readonly RecentDrawing[]>([])
  const replayed = shallowRef<readonly Stroke[] | null>(null)
  /** The image of the shown prediction. */
  const read = shallowRef<Uint8Array | null>(null)
  const network = computed(() => training.state.value.network)
  /** The classes of the network in use, independent of language. */
  const classNames = computed(() => classNamesFor(network.value, dataset.state.value.summary))
  /** Changed and not yet turned into an image. */
  const pending = shallowRef(false)

  const reader = createReader({
    predict: modelOf(studio).predict,
    onFrame: (work) => requestAnimationFrame(work),
    publish: (next) => (reading.value = next),
    onSettled: (image) => {
      read.value = image
      keepRecent()
    },
  })
  const comparison = createComparison(api, requests.complain, () => comparisonReader.read(input.value))
  const comparisonReader = createReader({
    predict: comparison.predict,
    onFrame: (work) => requestAnimationFrame(work),
    publish: (next) => (comparison.reading.value = next),
  })

  const strokes = computed(() => replayed.value ?? sheet.state.value.strokes)
  watch([sheet.state, strokes, () => settings.state.value.penWidth, change], () => {
    if (pending.value) return
    pending.value = true
    // Many pointer events arrive per frame; the image is made once per frame.
    requestAnimationFrame(() => {
      pending.value = false
      look()
    })
  })

  let last: readonly unknown[] = []
  function look(): void {
    const { picture } = sheet.state.value
    const now = [strokes.value, settings.state.value.penWidth, picture] as const
    // The same ink is the same image: a label given to it can be corrected.
    const [written, penWidth] = now
    if (now.some((part, index) => part !== last[index])) {
      centred.value = networkInput(flatStrokes(written), penWidth, picture)
    }
    last = now
    input.value = centred.value && perturb(centred.value, change.value)
    reader.read(input.value)
    comparisonReader.read(input.value)
  }

  function keepRecent(): void {
    const { id, picture, strokes: drawn, drawing: penIsDown } = sheet.state.value
    // Predictions for perturbed or unfinished drawings are not kept.
    const whole = !penIsDown && replayed.value === null && !pending.value && isNeutral(change.value)
    if (!whole || centred.value === null || read.value !== input.value) return
    const { value } = reading
    const { probabilities = null, temperature = null } = value.kind === 'answer' ? value.prediction : {}
    const winner = probabilities && verdictOf(probabilities, temperature).winner
    recent.value = remember(recent.value, {
      drawing: { id, strokes: drawn, picture },
      image: centred.value,
      reading:
        probabilities !== null && winner !== null
          ? { name: classNames.value[winner] ?? String(winner), share: probabilities[winner] ?? 0 }
          : null,
    })
  }

  let frame = 0
  function stopReplay(): void {
    cancelAnimationFrame(frame)
    replayed.value = null
  }
  function replay(reducedMotion: boolean): void {
    stopReplay()
    if (isEmpty(sheet.state.value)) return
    const all = sheet.state.value.strokes
    const began = performance.now()
    const next = (): void => {
      replayed.value = replayAt(all, performance.now() - began, reducedMotion)
      if (replayed.value !== null) frame = requestAnimationFrame(next)
    }
    next()
  }
  // A new stroke ends the replay.
  watch(sheet.state, stopReplay)

  let reread: ReturnType<typeof setTimeout> | null = null
  return {
    /** The strokes themselves, with undo and redo. */
    sheet,
    ...{ centred, input, change, reading, recent, strokes, comparison, classNames },
    own: createOwnDigits(api, requests.complain),
    /** The shown prediction does not belong to the shown drawing yet. */
    busy: computed(() => pending.value || read.value !== input.value),
    replaying: computed(() => replayed.value !== null),
    ...{ replay, stopReplay },
    /** Call when the weights changed. */
    reread() {
      if (reread !== null || input.value === null) return
      reread = setTimeout(() => {
        reread = null
        reader.read(input.value)
      }, REREAD_INTERVAL_MS)
    },
  }
}

/** The drawing of this window. */
export const drawingOf = perStudio(createDrawingController)

export const useDrawing = () => drawingOf(useStudio())
