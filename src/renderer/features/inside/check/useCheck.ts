import { computed, shallowRef, watch } from 'vue'
import { BOOK_DISTANCE, DISTANCES } from '../../../../shared/inside/gradientCheck'
import type { CheckedParameter } from '../../../../shared/inside/gradientCheck'
import { BUGS } from '../../../../shared/inside/bugs'
import type { Bug } from '../../../../shared/inside/bugs'
import type { Precision } from '../../../../shared/inside/lossAt'
import { findFault } from '../../../../shared/inside/verdict'
import { PARAMETER_NAMES } from '../../../../shared/nn/copyWeights'
import type { ParameterName } from '../../../../shared/nn/copyWeights'
import { perStudio, useStudio } from '../../../state/studio'
import type { GradientTimes } from '../insideWorker'
import { createInsideWorker } from '../insideWorkerClient'
import { insideOf } from '../useInside'

export const IMAGE_COUNTS = [1, 3, 10] as const

/** The gradient check: its settings, its result as far as it is known, and the quiz. */
const checkOf = perStudio((studio) => {
  const { requests, stores } = studio
  const inside = insideOf(studio)
  const worker = createInsideWorker()
  const open = shallowRef(false)
  const count = shallowRef<(typeof IMAGE_COUNTS)[number]>(3)
  const bug = shallowRef<Bug>('none')
  const offset = shallowRef(true)
  const distance = shallowRef(BOOK_DISTANCE)
  const precision = shallowRef<Precision>('float64')
  const images = shallowRef<{ images: Uint8Array; labels: Uint8Array; cols: number } | null>(null)
  const parameters = shallowRef<readonly CheckedParameter[] | null>(null)
  const times = shallowRef<GradientTimes | null>(null)
  const done = shallowRef(0)
  const point = shallowRef<{ name: ParameterName; at: number } | null>(null)
  /** The bug of the quiz; null while there is no quiz. */
  const secret = shallowRef<Bug | null>(null)
  const guess = shallowRef<Bug | null>(null)

  const weights = computed(() => inside.iteration.value?.pass.weights ?? null)
  const usable = computed(() => {
    const { value } = weights
    return value === null || PARAMETER_NAMES.every((name) => value[name].every(Number.isFinite))
  })
  const fault = computed(() => (parameters.value === null ? null : findFault(parameters.value, distance.value)))

  watch(
    [open, count, () => stores.dataset.state.value.version],
    async () => {
      if (!open.value) return
      const page = await requests.ask('dataset.samples', { split: 'train', label: null, offset: 0, count: count.value })
      images.value = page
    },
    { immediate: true },
  )
  watch([open, images, weights, bug, offset, secret], () => {
    if (!open.value || images.value === null || weights.value === null || !usable.value) return
    const setup = {
      ...{ weights: weights.value, images: images.value.images, labels: images.value.labels },
      ...{ bug: secret.value ?? bug.value, offset: offset.value },
    }
    if (setup.weights.inputs * setup.labels.length !== setup.images.length) return
    done.value = 0
    worker.check(setup, (progress, measured) => {
      parameters.value = progress.parameters
      times.value = measured
      done.value = progress.done
    })
  })

  return {
    ...{ open, count, bug, offset, distance, precision, images, parameters, times, done, point, secret, guess },
    ...{ weights, usable, fault },
    largestDistance: DISTANCES.length - 1,
    /** Plants one of the bugs without saying which. */
    hide(): void {
      const planted = BUGS.filter((each) => each !== 'none')
      secret.value = planted[Math.floor(Math.random() * planted.length)] ?? 'mask'
      guess.value = null
      point.value = null
    },
    endQuiz(): void {
      secret.value = null
      guess.value = null
    },
  }
})

export const useCheck = () => checkOf(useStudio())
