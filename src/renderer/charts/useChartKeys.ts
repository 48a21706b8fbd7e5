import { ref } from 'vue'
import type { Ref } from 'vue'
import { chartKeyOf } from './chartKeys'
import type { LiveChart } from './liveChart'

/**
 * The keyboard on a chart.
 * @param chartOf - the chart of the moment; null while there is none
 * @returns what it reads off the chart, in words, and the listener
 */
export function useChartKeys(chartOf: () => Pick<LiveChart, 'press'> | null): {
  readonly reading: Ref<string>
  onKey(event: KeyboardEvent): void
} {
  const reading = ref('')
  return {
    reading,
    onKey(event) {
      const key = chartKeyOf(event)
      const chart = chartOf()
      if (key === null || chart === null) return
      event.preventDefault()
      // An arrow is a step of the training everywhere else.
      event.stopPropagation()
      reading.value = chart.press(key)
    },
  }
}
