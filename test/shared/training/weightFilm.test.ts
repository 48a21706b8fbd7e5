import { expect, it } from 'vitest'
import { WeightFilm } from '../../../src/shared/training/weightFilm'
import { newSession, runOut, smallRun } from './support'

it('keeps the start, 1, 2, 5 times the powers of ten, and the epochs of a run', async () => {
  const { session, engine } = await newSession({ ...smallRun, iterations: 40 })
  session.resume()
  await runOut(session)
  const iterations = session.film.frames.map(({ iteration }) => iteration)
  expect(iterations).toEqual(expect.arrayContaining([0, 1, 2, 5, 10, 20]))
  expect(iterations).toEqual([...new Set(iterations)].sort((a, b) => a - b))
  const last = session.film.frames.at(-1)
  expect(last?.weights.W1).toHaveLength(784 * smallRun.hidden)
  expect(engine.weights().W1).not.toEqual(Float64Array.from(last?.weights.W1 ?? []))
})

it('keeps at most 32 frames and the first and last of them', async () => {
  const { engine } = await newSession(smallRun)
  const film = new WeightFilm()
  for (let iteration = 0; iteration <= 10_000; iteration += 100) film.add(iteration, engine.weights())
  const iterations = film.frames.map(({ iteration }) => iteration)
  expect(iterations).toHaveLength(32)
  expect([iterations[0], iterations.at(-1)]).toEqual([0, 10_000])
  const ratios = iterations.slice(2).map((iteration, at) => (iteration + 1) / ((iterations[at + 1] ?? 0) + 1))
  expect(Math.max(...ratios)).toBeLessThan(2.1)
})
