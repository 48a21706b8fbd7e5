import { computed, shallowRef, watch } from 'vue'
import type { ModelSlot } from '../../../shared/contract/replies'
import type { NetworkInfo } from '../../../shared/training/runTypes'
import type { ShiftRobustness } from '../../../shared/training/shiftRobustness'
import { useStudio } from '../../state/studio'
import { useDrawing } from './drawingController'

/** Measures one or two models on all test images and on the same images shifted. */
export function useShiftTest() {
  const { api, stores, requests } = useStudio()
  const { training, dataset } = stores
  const drawing = useDrawing()

  const busy = shallowRef(false)
  const results = shallowRef<{ readonly [S in ModelSlot]?: ShiftRobustness }>({})
  const networks = computed(() => ({
    current: training.state.value.network,
    comparison: drawing.comparison.network.value,
  }))
  const fits = (network: NetworkInfo | null): boolean => {
    const { summary } = dataset.state.value
    return network !== null && summary?.rows === 28 && summary.cols === 28 && summary.classes === network.classes
  }
  const slots = computed(() => (['current', 'comparison'] as const).filter((slot) => fits(networks.value[slot])))
  const otherData = computed(() => networks.value.current !== null && !fits(networks.value.current))

  // Results of other weights or images would look like current ones.
  watch([networks, () => dataset.state.value.version], () => (results.value = {}))

  async function measure(): Promise<void> {
    busy.value = true
    const asked = networks.value
    for (const slot of slots.value) {
      const result = await api.request('network.shiftRobustness', { slot })
      if (asked !== networks.value) break
      if (result.ok) results.value = { ...results.value, [slot]: result.value }
      else requests.complain(result)
    }
    busy.value = false
  }

  return { busy, results, slots, otherData, measure }
}
