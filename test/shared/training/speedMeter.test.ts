import { describe, expect, it } from 'vitest'
import { SpeedMeter } from '../../../src/shared/training/speedMeter'

describe('SpeedMeter', () => {
  it('knows no speed before two samples', () => {
    const meter = new SpeedMeter()
    meter.sample(0, 0)
    expect(meter.iterationsPerSecond).toBe(0)
    expect(meter.remainingMs(100)).toBe(0)
  })

  it('divides iterations by running time', () => {
    const meter = new SpeedMeter()
    meter.sample(0, 0)
    meter.sample(500, 1000)
    expect(meter.iterationsPerSecond).toBe(2000)
    expect(meter.remainingMs(1000)).toBe(500)
  })

  it('follows a change of speed within two seconds', () => {
    const meter = new SpeedMeter()
    for (let ms = 0; ms <= 5000; ms += 100) meter.sample(ms, ms) // 1000 a second
    for (let ms = 100; ms <= 2500; ms += 100) meter.sample(5000 + ms, 5000 + ms / 10) // 100 a second
    expect(meter.iterationsPerSecond).toBeCloseTo(100, 6)
  })
})
