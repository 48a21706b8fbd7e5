import { shallowRef } from 'vue'
import type { StudioApi } from '../../../shared/contract/api'
import type { ComparisonModel } from '../../../shared/contract/replies'
import type { Failure, Result } from '../../../shared/core/result'
import type { RunRecord } from '../../../shared/runs/record'
import type { Prediction } from '../../../shared/training/runTypes'
import type { Reading } from './reading'

/** Nobody would search a longer list. */
const MAX_RUNS = 50

/** @param onChange - called when another model is loaded for comparison, or none */
export function createComparison(api: StudioApi, complain: (failure: Failure) => unknown, onChange: () => void) {
  const network = shallowRef<ComparisonModel | null>(null)
  const reading = shallowRef<Reading>({ kind: 'empty' })
  const runs = shallowRef<readonly RunRecord[]>([])

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
    /** The latest runs, newest first: each has weights to compare with. */
    runs,
    async listRuns(): Promise<void> {
      const result = await api.request('runs.list', null)
      if (result.ok) runs.value = [...result.value.runs].sort((a, b) => b.number - a.number).slice(0, MAX_RUNS)
    },
    /** Requests which model is loaded, at the start and after the training process was restarted. */
    catchUp: () => take(api.request('comparison.info', null), false),
    import: () => take(api.request('host.importComparison', null), true),
    keep: (from: 'now' | 'best') => take(api.request('comparison.copy', { from }), true),
    loadRun: (id: string, name: string) => take(api.request('runs.loadComparison', { id, name }), true),
    clear: () => take(api.request('comparison.clear', null), false),

    /** @returns null while no comparison model is loaded */
    async predict(image: Uint8Array): Promise<Prediction | null> {
      if (network.value === null) return null
      const result = await api.request('network.predict', { image, slot: 'comparison' })
      if (result.ok) return result.value
      // A crashed trainer has its own notice; the next one starts with an empty slot.
      if (result.code === 'TRAINER_CRASHED' || result.code === 'WEIGHTS_NONE') network.value = null
      else complain(result)
      return null
    },
  }
}
