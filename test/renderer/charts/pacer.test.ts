import { describe, expect, it } from 'vitest'
import { createPacer } from '../../../src/renderer/charts/pacer'

/** A clock that moves only when set. */
function stage() {
  let now = 0
  let hidden = false
  let timers: { at: number; work: () => void }[] = []
  const drawn: number[] = []
  const pacer = createPacer(() => drawn.push(now), 100, {
    now: () => now,
    isHidden: () => hidden,
    after(milliseconds, work) {
      const timer = { at: now + milliseconds, work }
      timers.push(timer)
      return () => (timers = timers.filter((other) => other !== timer))
    },
  })
  function advance(milliseconds: number): void {
    now += milliseconds
    const due = timers.filter((timer) => timer.at <= now)
    timers = timers.filter((timer) => timer.at > now)
    due.forEach((timer) => timer.work())
  }
  return { pacer, drawn, advance, hide: (value: boolean) => (hidden = value) }
}

describe('createPacer', () => {
  it('draws at most once per interval however often it is asked', () => {
    const { pacer, drawn, advance } = stage()
    for (let i = 0; i < 100; i++) {
      pacer.request()
      advance(10)
    }
    expect(drawn.length).toBeGreaterThanOrEqual(9)
    expect(drawn.length).toBeLessThanOrEqual(11)
    drawn.slice(1).forEach((time, i) => expect(time - (drawn[i] ?? 0)).toBeGreaterThanOrEqual(100))
  })

  it('draws before it returns where the interval is over', () => {
    const { pacer, drawn, advance } = stage()
    pacer.request()
    expect(drawn).toEqual([0])
    pacer.request()
    advance(99)
    expect(drawn).toEqual([0])
    advance(1)
    expect(drawn).toEqual([0, 100])
    advance(500)
    pacer.request()
    expect(drawn).toEqual([0, 100, 600])
  })

  it('draws nothing while hidden and the last state once it is seen', () => {
    const { pacer, drawn, advance, hide } = stage()
    hide(true)
    pacer.request()
    advance(500)
    expect(drawn).toEqual([])
    hide(false)
    pacer.flush()
    expect(drawn).toEqual([500])
  })

  it('draws what is waiting at once when flushed, and nothing when nothing waits', () => {
    const { pacer, drawn, advance } = stage()
    pacer.request()
    advance(0)
    pacer.request()
    advance(10)
    pacer.flush()
    pacer.flush()
    advance(1_000)
    expect(drawn).toEqual([0, 10])
  })

  it('draws no more after it was disposed', () => {
    const { pacer, drawn, advance } = stage()
    pacer.request()
    pacer.request()
    pacer.dispose()
    advance(1_000)
    expect(drawn).toEqual([0])
  })
})
