import { computed, shallowRef, watch } from 'vue'
import type { Result } from '../../../../shared/core/result'
import type { RequestTypes } from '../../../../shared/contract/routes'
import { toFloat64 } from '../../../../shared/inside/capture'
import { TOP_IMAGES } from '../../../../shared/inside/neurons'
import { perStudio, useStudio } from '../../../state/studio'
import { insideOf } from '../useInside'

type Neurons = RequestTypes['inside.neurons']['reply']
type Images = RequestTypes['inside.images']['reply']

/** What the hidden neurons look for, at a moment of the run, and what they say about the chosen image of the batch. */
const neuronsOf = perStudio((studio) => {
  const { api, requests } = studio
  const inside = insideOf(studio)
  const open = shallowRef(false)
  const neurons = shallowRef<Neurons | null>(null)
  const untrained = shallowRef(false)
  /** Iterations with a frame. */
  const frames = shallowRef<readonly number[]>([])
  /** Weights of the frames, for the film of one neuron; filled as they are asked for. */
  const film = shallowRef<ReadonlyMap<number, Neurons['weights']>>(new Map())
  /** Iteration on show; null = the weights in use. */
  const moment = shallowRef<number | null>(null)
  const unit = shallowRef(0)
  const tops = shallowRef<Images | null>(null)

  const weights = computed(() => (neurons.value === null ? null : toFloat64(neurons.value.weights)))

  let wanted = 0
  async function look(): Promise<void> {
    const mine = ++wanted
    const at = moment.value
    const result = await (at === null ? api.request('inside.neurons', null) : frameOf(at))
    if (mine !== wanted) return
    untrained.value = !result.ok && result.code === 'WEIGHTS_NONE'
    if (result.ok && result.value !== null) neurons.value = result.value
    if (!result.ok) {
      neurons.value = null
      if (!untrained.value && result.code !== 'TRAINER_CRASHED') requests.complain(result)
    }
  }
  async function frameOf(iteration: number): Promise<Result<Neurons | null>> {
    const result = await api.request('inside.frame', { iteration, activity: true })
    if (!result.ok) return result
    const { value } = result
    return { ok: true, value: value?.activity ? { ...value.activity, iteration, weights: value.weights } : null }
  }
  async function loadFrames(): Promise<void> {
    const got = await requests.ask('inside.film', null)
    frames.value = thinned(got?.iterations ?? [])
    for (const iteration of frames.value) {
      if (!open.value || film.value.has(iteration)) continue
      const frame = await requests.ask('inside.frame', { iteration, activity: false })
      if (frame !== null) film.value = new Map([...film.value, [iteration, frame.weights]])
    }
  }
  watch([open, () => inside.iteration.value?.capture], (now, before) => {
    if (!open.value) return
    if (now[1] !== before[1]) {
      film.value = new Map()
      moment.value = null
    } else if (neurons.value !== null) return
    void look().then(loadFrames)
  })
  watch(moment, () => void look())
  watch([neurons, unit], async () => {
    const { value } = neurons
    if (value === null) return
    if (unit.value >= value.active.length) unit.value = 0
    const indices = [...value.tops.subarray(unit.value * TOP_IMAGES, (unit.value + 1) * TOP_IMAGES)]
    const got = await requests.ask('inside.images', { split: 'test', indices })
    if (value === neurons.value) tops.value = got
  })

  return { open, neurons, untrained, frames, film, moment, unit, tops, weights }
})

/** Frames that fit beside each other. */
const FRAMES = 10

/** First and last, and between them those closest to even steps of their order. */
function thinned(iterations: readonly number[]): number[] {
  if (iterations.length <= FRAMES) return [...iterations]
  return Array.from(
    { length: FRAMES },
    (_, k) => iterations[Math.round((k / (FRAMES - 1)) * (iterations.length - 1))] ?? 0,
  )
}

export const useNeurons = () => neuronsOf(useStudio())
