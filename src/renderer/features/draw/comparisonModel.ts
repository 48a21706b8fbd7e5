import { shallowRef } from 'vue'
import type { ComparisonModel } from '../../../shared/contract/drawingRequests'
import type { Failure, Result } from '../../../shared/core/result'
import type { StudioApi } from '../../../shared/contract/api'
import type { Prediction } from '../../../shared/training/runTypes'
import type { Reading } from './reading'

/** The page's side of the second slot. */
export type SecondDesk = ReturnType<typeof createSecondDesk>

/** @param onChange - other weights read along from now on, or none */
export function createSecondDesk(api: StudioApi, complain: (failure: Failure) => unknown, onChange: () => void) {
  const network = shallowRef<ComparisonModel | null>(null)
  const reading = shallowRef<Reading>({ kind: 'empty' })

  async function take(work: Promise<Result<ComparisonModel | null>>, orKeep: boolean): Promise<void> {
    const result = await work
    if (!result.ok) return void complain(result)
    // A dialog that was cancelled changes nothing.
    if (result.value === null && orKeep) return
    network.value = result.value
    onChange()
  }

  return {
    network,
    reading,
    /** Asks what is there, at the start and after a new training process began. */
    catchUp: () => take(api.request('network.second', null), false),
    import: () => take(api.request('host.importSecond', null), true),
    keep: (from: 'now' | 'best') => take(api.request('network.keepSecond', { from }), true),
    loadRun: (id: string, name: string) => take(api.request('runs.loadSecond', { id, name }), true),
    clear: () => take(api.request('network.clearSecond', null), false),

    /** @returns null while nothing reads along */
    async predict(image: Uint8Array): Promise<Prediction | null> {
      if (network.value === null) return null
      const result = await api.request('network.predict', { image, slot: 'second' })
      if (result.ok) return result.value
      // A dead trainer has its own notice; a new one begins with an empty slot.
      if (result.code === 'TRAINER_CRASHED' || result.code === 'WEIGHTS_NONE') network.value = null
      else complain(result)
      return null
    },
  }
}
