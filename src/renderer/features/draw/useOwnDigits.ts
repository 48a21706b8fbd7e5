import { computed, shallowRef } from 'vue'
import type { ShallowRef } from 'vue'
import type { StudioApi } from '../../../shared/contract/api'
import type { Failure, Result } from '../../../shared/core/result'
import { NO_OWN_DIGITS, OWN_PIXELS } from '../../../shared/data/ownDigits'
import type { OwnDigits } from '../../../shared/data/ownDigits'

/** A labelled or removed digit, which can be undone. */
interface LastLabel {
  readonly image: Uint8Array
  readonly at: number
  /** The class name, independent of language. */
  readonly name: string
}

/** The class of a label. */
export const nameAt = ({ names }: OwnDigits, label: number): string => names[label] ?? String(label)

/** The own digits as the page shows them: as the host stores them, how they were classified, what can be undone. */
export function createOwnDigits(api: StudioApi, complain: (failure: Failure) => unknown) {
  const own = shallowRef<OwnDigits>(NO_OWN_DIGITS)
  /** (count,) the predicted class of each; null until it is measured and whenever the digits change. */
  const readings: ShallowRef<readonly string[] | null> = shallowRef(null)
  const lastLabel = shallowRef<LastLabel | null>(null)
  const lastRemoved = shallowRef<LastLabel | null>(null)
  let opened = false
  /** The latest change. */
  let latestChange: Promise<unknown> = Promise.resolve()

  async function take(work: Promise<Result<OwnDigits>>): Promise<boolean> {
    latestChange = work
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
    /** Number of images of each class that has any. */
    counts: computed(() => {
      const counts = new Map<string, number>()
      for (const label of own.value.labels) {
        const name = nameAt(own.value, label)
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
      return counts
    }),

    /** Requests the digits, once. */
    async open(): Promise<void> {
      if (!opened) opened = await take(api.request('own.list', null))
    },

    /** Saves an image with the class `name`; for the same image as the last time, corrects the class. */
    async keep(image: Uint8Array, name: string): Promise<boolean> {
      lastRemoved.value = null
      const last = lastLabel.value
      const again = last?.image === image
      const at = again ? last.at : own.value.labels.length
      const work = again
        ? api.request('own.relabel', { at, name })
        : api.request('own.add', { image: new Uint8Array(image), name, at: null })
      // Set before the reply: a second key for the same drawing corrects it, however fast it comes.
      lastLabel.value = { image, at, name }
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
      const name = nameAt(own.value, labels[at] ?? 0)
      const image = images.slice(at * OWN_PIXELS, (at + 1) * OWN_PIXELS)
      lastLabel.value = null
      if (await take(api.request('own.remove', { at }))) lastRemoved.value = { image, at, name }
    },

    async undoRemove(): Promise<void> {
      const removed = lastRemoved.value
      lastRemoved.value = null
      if (removed !== null) await take(api.request('own.add', removed))
    },

    /** Exports all of them. @returns the name of the file; null when that was cancelled or failed */
    async exportAll(): Promise<string | null> {
      const result = await api.request('own.export', null)
      if (!result.ok) complain(result)
      return result.ok ? (result.value?.fileName ?? null) : null
    },

    /** Classifies all of them with the network in use. @param names - the names of its classes */
    async measure(names: readonly string[]): Promise<void> {
      // A digit that was just labelled must be included: its reply would otherwise clear the predictions again.
      await latestChange
      const measured = own.value
      const result = await api.request('network.classify', { images: measured.images })
      if (!result.ok) complain(result)
      else if (own.value === measured) {
        readings.value = Array.from(result.value.predicted, (output) => names[output] ?? String(output))
      }
    },
  }
}
