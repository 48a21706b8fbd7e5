import { describe, expect, it } from 'vitest'
import { accuracyCsv, lossCsv } from '../../../src/renderer/charts/chartCsv'
import { Curves } from '../../../src/renderer/charts/curves'

function curves(): Curves {
  const own = new Curves(0.5)
  own.append({
    ...{ run: 1, firstIteration: 0, losses: Float64Array.of(2.25, 1.123456789012345), marks: [] },
    ...{ iterationsPerSecond: 1, remainingMs: 0, elapsedMs: 1 },
    epochs: [{ epoch: 0, iteration: 0, trainAccuracy: 0.1, testAccuracy: 0.0974 }],
  })
  return own
}

describe('chart CSV', () => {
  it('holds every raw loss with all its digits beside the smoothed one', () => {
    const lines = lossCsv(curves()).trim().split('\n')
    expect(lines[0]).toBe('iters_num,loss,smoothed')
    expect(lines[1]).toBe('0,2.25,2.25')
    expect(lines[2]?.startsWith('1,1.123456789012345,')).toBe(true)
    expect(lines).toHaveLength(3)
  })

  it('holds one line per epoch', () => {
    expect(accuracyCsv(curves()).trim().split('\n')).toEqual(['epoch,train_acc,test_acc', '0,0.1,0.0974'])
  })
})
