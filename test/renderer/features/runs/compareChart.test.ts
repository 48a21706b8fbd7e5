import { computed } from 'vue'
import { describe, expect, it } from 'vitest'
import { compareChartSpec, seriesOf } from '../../../../src/renderer/features/runs/compareChart'
import { formatOf } from '../../../../src/renderer/state/format'

const speaker = {
  t: (key: string) => key,
  language: computed(() => 'en' as const),
  format: computed(() => formatOf('en')),
  duration: String,
}

/** A chart of runs with these test accuracies, one per epoch. */
function chartOf(...runs: number[][]) {
  const curves = runs.map((accuracies) => {
    const epochs = accuracies.map((testAccuracy, epoch) => ({
      ...{ epoch, iteration: epoch * 600, trainAccuracy: testAccuracy, testAccuracy },
    }))
    const series = seriesOf({ losses: new Float64Array(0), epochs, marks: [] }, 'accuracy')
    return { title: 'run', colour: '#000', dash: [], series }
  })
  return compareChartSpec(() => ({ metric: 'accuracy', curves }), speaker)
}

describe('compareChartSpec', () => {
  it('looks at where the ends are well apart when runs have several epochs', () => {
    const { y } = chartOf([0.1, 0.9, 0.94, 0.96], [0.12, 0.91, 0.95, 0.97]).frame(null)
    expect(y.min).toBeGreaterThanOrEqual(0.88)
    expect(y.max).toBe(1)
  })

  it('cuts nothing but the first measurement off a run that is alone', () => {
    expect(chartOf([0.1, 0.75, 0.94, 0.97]).frame(null).y.min).toBeLessThanOrEqual(0.75)
  })

  it('shows the whole height when a run has only its first two measurements', () => {
    expect(chartOf([0.1, 0.91]).frame(null).y.min).toBe(0)
  })

  it('gives half an epoch no tick', () => {
    const chart = chartOf([0.1, 0.91])
    expect(chart.xTick(1)).toBe('1')
    expect(chart.xTick(0.5)).toBe('')
  })
})
