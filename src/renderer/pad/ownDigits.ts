import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { StudioApi } from '../../shared/contract/studioApi'
import type { Failure, Result } from '../../shared/contract/result'
import { NO_OWN_DIGITS, OWN_PIXELS } from '../../shared/drawing/ownDigits'
import type { OwnDigit, OwnDigits } from '../../shared/drawing/ownDigits'

/** Something that can be taken back. */
interface LastLabel {
  readonly image: Uint8Array
  readonly at: number
  readonly label: number
}

/** The page's side of the own digits: as the host keeps them, what was read in them, what can be undone. */
export type OwnDigitsDesk = ReturnType<typeof createOwnDigitsDesk>

export function createOwnDigitsDesk(api: StudioApi, complain: (failure: Failure) => unknown) {
  const own = shallowRef<OwnDigits>(NO_OWN_DIGITS)
  /** What the network read in each, (count,); null until it is measured and whenever the digits change. */
  const readings: ShallowRef<Uint8Array | null> = shallowRef(null)
  const lastLabel = shallowRef<LastLabel | null>(null)
  const lastRemoved = shallowRef<(OwnDigit & { at: number }) | null>(null)
  let opened = false

  async function take(work: Promise<Result<OwnDigits>>): Promise<boolean> {
    const result = await work
    if (!result.ok) {
      complain(result)
      return false
    }
    own.value = result.value
    readings.value = null
    return true
  }

  return {
    own,
    readings,
    lastLabel,
    lastRemoved,
    /** Images of each digit, 0..9. */
    counts: computed(() => {
      const counts = new Array<number>(10).fill(0)
      for (const label of own.value.labels) counts[label] = (counts[label] ?? 0) + 1
      return counts
    }),

    /** Asks the host once. */
    async open(): Promise<void> {
      if (!opened) opened = await take(api.request('own.list', null))
    },

    /** Keeps an image as `label`; for the same image as the last time the label is corrected. */
    async keep(image: Uint8Array, label: number): Promise<boolean> {
      lastRemoved.value = null
      const last = lastLabel.value
      const again = last?.image === image
      const at = again ? last.at : own.value.labels.length
      const work = again
        ? api.request('own.relabel', { at, label })
        : api.request('own.add', { image: new Uint8Array(image), label, at: null })
      // Noted before the answer: a second key for the same drawing corrects it, however fast it comes.
      lastLabel.value = { image, at, label }
      const kept = await take(work)
      if (!kept) lastLabel.value = null
      return kept
    },

    async undoKeep(): Promise<void> {
      const last = lastLabel.value
      lastLabel.value = null
      if (last !== null) await take(api.request('own.remove', { at: last.at }))
    },

    async remove(at: number): Promise<void> {
      const { images, labels } = own.value
      const image = images.slice(at * OWN_PIXELS, (at + 1) * OWN_PIXELS)
      lastLabel.value = null
      if (await take(api.request('own.remove', { at }))) lastRemoved.value = { image, label: labels[at] ?? 0, at }
    },

    async undoRemove(): Promise<void> {
      const removed = lastRemoved.value
      lastRemoved.value = null
      if (removed !== null) await take(api.request('own.add', removed))
    },

    /** Lets the network in use read all of them. */
    async measure(): Promise<void> {
      const measured = own.value
      const result = await api.request('network.readAll', { images: measured.images })
      if (!result.ok) complain(result)
      else if (own.value === measured) readings.value = result.value.readings
    },
  }
}
