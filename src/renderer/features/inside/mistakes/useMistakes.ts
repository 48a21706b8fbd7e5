import { computed, shallowRef, watch } from 'vue'
import type { RequestTypes } from '../../../../shared/contract/routes'
import { toFloat64 } from '../../../../shared/inside/capture'
import { calibrationOf, confusionOf, mistakesOf } from '../../../../shared/inside/mistakes'
import { perStudio, useStudio } from '../../../state/studio'
import { insideOf } from '../useInside'

type Reading = RequestTypes['inside.reading']['reply']
type Images = RequestTypes['inside.images']['reply']
type Split = 'train' | 'test'

/** Images that the gallery shows at most. */
const SHOWN = 200

/** How a whole split is read: confusion, calibration, and the mistakes as images. */
const mistakesPart = perStudio((studio) => {
  const { requests, api, stores } = studio
  const inside = insideOf(studio)
  const open = shallowRef(false)
  const split = shallowRef<Split>('test')
  const reading = shallowRef<Reading | null>(null)
  const busy = shallowRef(false)
  /** There are no weights yet. */
  const untrained = shallowRef(false)
  const cell = shallowRef<{ label: number; read: number } | null>(null)
  const chosen = shallowRef(0)
  const images = shallowRef<Images | null>(null)

  const weights = computed(() => (reading.value === null ? null : toFloat64(reading.value.weights)))
  const confusion = computed(() => (reading.value === null ? null : confusionOf(reading.value)))
  const calibration = computed(() => (reading.value === null ? null : calibrationOf(reading.value)))
  const all = computed(() => (reading.value === null ? [] : mistakesOf(reading.value)))
  /** Those of the chosen cell; on the diagonal the images that are read correctly, the least confident first. */
  const listed = computed(() => {
    const [{ value: of }, { value: result }] = [cell, reading]
    if (result === null || of === null) return all.value
    const { labels, read, confidence } = result
    if (of.label !== of.read) return all.value.filter((n) => labels[n] === of.label && read[n] === of.read)
    const right = [...labels.keys()].filter((n) => labels[n] === of.label && read[n] === of.read)
    return right.sort((a, b) => (confidence[a] ?? 0) - (confidence[b] ?? 0))
  })

  let wanted = 0
  async function readAgain(): Promise<void> {
    const mine = ++wanted
    busy.value = true
    const result = await api.request('inside.reading', { split: split.value })
    if (mine !== wanted) return
    busy.value = false
    untrained.value = !result.ok && result.code === 'WEIGHTS_NONE'
    reading.value = result.ok ? result.value : null
    cell.value = null
    if (!result.ok && !untrained.value && result.code !== 'TRAINER_CRASHED') requests.complain(result)
  }
  // A running run is read once; afterwards when a person asks.
  watch(
    [open, split, () => inside.iteration.value?.capture, () => stores.dataset.state.value.version],
    (now, before) => {
      if (!open.value) return
      const changed = now.some((value, at) => at > 0 && value !== before[at])
      if (reading.value === null || (changed && !inside.running.value) || now[1] !== before[1]) void readAgain()
    },
  )
  watch(listed, async (list) => {
    chosen.value = 0
    const indices = list.slice(0, SHOWN)
    const got = indices.length === 0 ? null : await requests.ask('inside.images', { split: split.value, indices })
    if (list === listed.value) images.value = got
  })

  return {
    ...{ open, split, reading, busy, untrained, cell, chosen, images, weights, confusion, calibration, all, listed },
    readAgain,
    /** Shows one cell's images, all again when it is shown already. */
    filter(label: number, read: number): void {
      const same = cell.value?.label === label && cell.value.read === read
      cell.value = same ? null : { label, read }
    },
  }
})

export const useMistakes = () => mistakesPart(useStudio())
