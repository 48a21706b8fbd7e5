import { describe, expect, it } from 'vitest'
import { Curves } from '../../../src/renderer/charts/curves'
import type { TrainingProgress } from '../../../src/shared/training/runTypes'

const slice = (run: number, firstIteration: number, losses: number[], epochs: TrainingProgress['epochs'] = []) => ({
  run,
  firstIteration,
  losses: Float64Array.from(losses),
  epochs,
  marks: [],
  iterationsPerSecond: 1,
  remainingMs: 1,
  elapsedMs: 1,
})
const epoch = (n: number, testAccuracy: number) => ({ epoch: n, iteration: n * 10, trainAccuracy: 0.5, testAccuracy })

describe('Curves', () => {
  it('joins slices and knows the extremes and the best epoch', () => {
    const curves = new Curves(0.9)
    curves.append(slice(1, 0, [2.3, 0.4], [epoch(0, 0.1), epoch(1, 0.9)]))
    curves.append(slice(1, 2, [5, 1], [epoch(2, 0.9), epoch(3, 0.8)]))
    expect(curves.loss.length).toBe(4)
    expect(curves.loss.x(3)).toBe(3)
    expect(curves.lossExtrema).toEqual({ lowest: 1, highest: 2 })
    expect(curves.best).toBe(1)
  })

  it('resets for a new run and ignores what an older run still sends', () => {
    const curves = new Curves(0.9)
    curves.append(slice(1, 0, [1, 1, 1], [epoch(0, 0.9)]))
    expect(curves.append(slice(2, 0, [7]))).toBe(true)
    expect(curves.append(slice(1, 3, [1]))).toBe(false)
    expect([curves.loss.length, curves.loss.y(0), curves.testAccuracy.length, curves.best]).toEqual([1, 7, 0, -1])
    expect(curves.lastSmoothedLoss).toBeCloseTo(7)
  })

  it('smooths the whole history again when the weight changes', () => {
    const curves = new Curves(0.9)
    curves.append(slice(1, 0, [4, 0]))
    curves.setSmoothing(0)
    expect(curves.smoothedLoss.y(1)).toBe(0)
    curves.append(slice(1, 2, [3]))
    expect(curves.lastSmoothedLoss).toBe(3)
  })

  it('loses what was measured at an end between two epochs when the run goes on', () => {
    const curves = new Curves(0.9)
    curves.append(slice(1, 0, [2.3, 0.4], [epoch(0, 0.1), epoch(1, 0.8), epoch(1.5, 0.9)]))
    expect(curves.best).toBe(2)
    curves.reopen()
    curves.reopen()
    expect([curves.testAccuracy.length, curves.epochs.length, curves.best]).toEqual([2, 2, 1])
  })

  it('has no smoothed loss before the first iteration', () => {
    expect(new Curves(0.9).lastSmoothedLoss).toBeNull()
  })
})
