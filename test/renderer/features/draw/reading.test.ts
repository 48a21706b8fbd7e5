import { describe, expect, it } from 'vitest'
import { createReader } from '../../../../src/renderer/features/draw/reading'
import type { Reading } from '../../../../src/renderer/features/draw/reading'
import { verdictOf } from '../../../../src/renderer/features/draw/verdict'
import type { Prediction } from '../../../../src/shared/training/runTypes'

const image = (value: number) => Uint8Array.of(value)
const answer: Prediction = { probabilities: Float64Array.of(0.9, 0.1), temperature: null, iteration: 1 }

/** Frames and answers come when the test says so. */
function stage() {
  const asked: number[] = []
  const published: Reading['kind'][] = []
  const frames: (() => void)[] = []
  let answerNext: (prediction: Prediction | null) => void = () => {}
  const reader = createReader({
    predict(pixels) {
      asked.push(pixels[0] ?? -1)
      return new Promise((resolve) => (answerNext = resolve))
    },
    onFrame: (work) => frames.push(work),
    publish: (reading) => published.push(reading.kind),
  })
  return {
    reader,
    asked,
    published,
    frame: () => frames.splice(0).forEach((work) => work()),
    async reply(prediction: Prediction | null) {
      answerNext(prediction)
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

describe('createReader', () => {
  it('asks once per frame with the latest image', () => {
    const { reader, asked, frame } = stage()
    for (const value of [1, 2, 3]) reader.read(image(value))
    frame()
    expect(asked).toEqual([3])
  })

  it('waits for the answer before it asks again, then takes the latest', async () => {
    const { reader, asked, frame, reply, published } = stage()
    reader.read(image(1))
    frame()
    reader.read(image(2))
    reader.read(image(3))
    frame()
    expect(asked).toEqual([1])
    await reply(answer)
    frame()
    expect(asked).toEqual([1, 3])
    expect(published).toEqual(['answer'])
  })

  it('never shows an answer on a pad that was cleared meanwhile', async () => {
    const { reader, frame, reply, published } = stage()
    reader.read(image(1))
    frame()
    reader.read(null)
    await reply(answer)
    frame()
    expect(published).toEqual(['empty'])
  })

  it('says that there are no weights', async () => {
    const { reader, frame, reply, published } = stage()
    reader.read(image(1))
    frame()
    await reply(null)
    expect(published).toEqual(['noWeights'])
  })
})

describe('verdictOf', () => {
  it('names winner and runner-up and how sure it is by their margin', () => {
    expect(verdictOf(Float64Array.of(0.01, 0.97, 0.02), null)).toEqual({ winner: 1, runnerUp: 2, certainty: 'sure' })
    expect(verdictOf(Float64Array.of(0.75, 0.05, 0.2), null)).toEqual({ winner: 0, runnerUp: 2, certainty: 'likely' })
    expect(verdictOf(Float64Array.of(0.4, 0.35, 0.25), null)).toEqual({ winner: 0, runnerUp: 1, certainty: 'unsure' })
  })

  it('is less sure at a higher temperature, and of the same winner', () => {
    const shares = Float64Array.of(0.01, 0.97, 0.02)
    expect(verdictOf(shares, 2)).toEqual({ winner: 1, runnerUp: 2, certainty: 'likely' })
    expect(verdictOf(shares, 5)).toEqual({ winner: 1, runnerUp: 2, certainty: 'unsure' })
    expect(verdictOf(Float64Array.of(0.75, 0.05, 0.2), 0.5)).toMatchObject({ winner: 0, certainty: 'sure' })
  })
})
