import { describe, expect, it } from 'vitest'
import { durationOf, formatOf } from '../../../src/renderer/state/format'

describe('formatOf', () => {
  it('writes numbers for people', () => {
    const format = formatOf('zh-CN')
    expect(format.percent(0.9684)).toBe('96.8%')
    expect(format.points(0.0072)).toBe('0.7')
    expect(format.points(-0.0002)).toBe('0.0')
    expect(format.points(-0.0041)).toBe('−0.4')
    expect(format.integer(10_000)).toBe('10,000')
    expect(format.rough(6_483.7)).toBe('6,480')
  })

  it('keeps a loss readable however small or large', () => {
    const { loss } = formatOf('en')
    expect([loss(0.07123), loss(2.3026), loss(1.5e-5), loss(123_456), loss(0)]).toEqual([
      '0.0712',
      '2.3026',
      '1.50e-5',
      '1.23e+5',
      '0.0000',
    ])
  })
})

describe('durationOf', () => {
  it('chooses the unit a person would', () => {
    expect(durationOf(640)).toEqual({ unit: 'seconds', value: 0.7 })
    expect(durationOf(42_300)).toEqual({ unit: 'seconds', value: 43 })
    expect(durationOf(90_000)).toEqual({ unit: 'minutes', value: 1.5 })
    expect(durationOf(5_400_000)).toEqual({ unit: 'hours', value: 1.5 })
  })
})
