import { describe, expect, it } from 'vitest'
import { History } from '../../../src/shared/training/history'

describe('History', () => {
  it('keeps every loss in order while it grows', () => {
    const history = new History()
    for (let i = 0; i < 10_000; i++) history.pushLoss(i / 7)
    expect(history.length).toBe(10_000)
    expect(history.losses()).toEqual(Float64Array.from({ length: 10_000 }, (_, i) => i / 7))
    expect(history.losses(9_998)).toEqual(Float64Array.of(9_998 / 7, 9_999 / 7))
  })

  it('hands out copies, so that a transfer or a write does not touch it', () => {
    const history = new History()
    history.pushLoss(1)
    history.losses()[0] = 5
    expect(history.losses()[0]).toBe(1)
  })

  it('continues from its data as if never interrupted', () => {
    const first = new History()
    for (let i = 0; i < 5000; i++) first.pushLoss(i)
    first.epochs.push({ epoch: 0, iteration: 0, trainAccuracy: 0.5, testAccuracy: 0.25 })
    const second = new History(first.data())
    second.pushLoss(5000)
    expect(second.losses()).toEqual(Float64Array.from({ length: 5001 }, (_, i) => i))
    expect(second.epochs).toEqual(first.epochs)
  })

  it('cuts off what happened later than the iterations asked for', () => {
    const history = new History()
    for (let i = 0; i < 10; i++) history.pushLoss(i)
    history.epochs.push({ epoch: 0, iteration: 0, trainAccuracy: 0.5, testAccuracy: 0.25 })
    history.epochs.push({ epoch: 1, iteration: 6, trainAccuracy: 0.6, testAccuracy: 0.35 })
    history.marks.push({ kind: 'paused', iteration: 6 }, { kind: 'paused', iteration: 7 })
    const data = history.data(6)
    expect(data.losses).toHaveLength(6)
    expect(data.epochs.map(({ iteration }) => iteration)).toEqual([0])
    expect(data.marks).toEqual([{ kind: 'paused', iteration: 6 }])
  })
})
