import { expect, it } from 'vitest'
import { Curves } from '../../../../src/renderer/charts/curves'
import { createStore } from '../../../../src/renderer/state/store'
import { INITIAL_TRAINING, reduceTraining } from '../../../../src/renderer/state/trainingStore'
import { showProgress } from '../../../../src/renderer/features/train/showProgress'
import { createEmitter } from '../../../../src/shared/core/emitter'
import type { StudioEvents } from '../../../../src/shared/contract/events'

/** A page with a clock that moves only when set. */
function page() {
  let now = 0
  let timers: { at: number; work: () => void }[] = []
  const events = createEmitter<StudioEvents>()
  const training = createStore(reduceTraining, INITIAL_TRAINING)
  const curves = new Curves(0.9)
  curves.begin(1)
  const shown: string[] = []
  const clock = {
    now: () => now,
    isHidden: () => true,
    after(milliseconds: number, work: () => void) {
      const timer = { at: now + milliseconds, work }
      timers.push(timer)
      return () => void (timers = timers.filter((other) => other !== timer))
    },
  }
  const iteration = () => training.state.value.iteration
  const draw = () => void shown.push(`drawn at ${now} over ${iteration()}`)
  const flush = showProgress({ on: events.on }, { training, curves }, draw, { clock, interval: 100 })
  function advance(milliseconds: number): void {
    now += milliseconds
    const due = timers.filter((timer) => timer.at <= now)
    timers = timers.filter((timer) => timer.at > now)
    due.forEach((timer) => timer.work())
  }
  function arrive(firstIteration: number): void {
    const numbers = { iterationsPerSecond: 1, remainingMs: 1, elapsedMs: 1 }
    events.emit('training.progress', {
      ...{ run: 1, firstIteration, losses: new Float64Array(10).fill(1), epochs: [], marks: [] },
      ...numbers,
    })
  }
  return { advance, arrive, flush, iteration, shown, curves }
}

it('progress enters the curves at once, is drawn at intervals, and is announced after that', () => {
  const { advance, arrive, iteration, shown, curves } = page()
  for (let i = 0; i < 20; i++) {
    arrive(10 * i)
    expect(curves.loss.length).toBe(10 * (i + 1))
    advance(15)
  }
  expect(shown).toEqual(['drawn at 0 over 0', 'drawn at 105 over 10', 'drawn at 210 over 70'])
  advance(100)
  advance(0)
  expect(iteration()).toBe(200)
})

it('shows at once what has come when something else about the run is to be shown', () => {
  const { advance, arrive, flush, iteration, shown } = page()
  arrive(0)
  advance(0)
  arrive(10)
  flush()
  expect(iteration()).toBe(20)
  expect(shown).toHaveLength(2)
  advance(1000)
  expect(shown).toHaveLength(2)
})
