import { writeDigits } from '../../src/shared/data/handwriting/writeDigits'
import { createClassifier } from '../../src/shared/engine/createEngine'
import type { Weights } from '../../src/shared/nn/weights'
import { BOOK_DEFAULTS, loadMnist, loadPen, mixHandwriting, penImages, trainOn } from './study'
import type { PenSet } from './study'

// How far the confidence can be trusted on the odd writers, with the temperature fitted on written digits.

const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const base = loadMnist(options.get('mnist') ?? '')
const all = loadPen(options.get('pen') ?? '')
const half = (rest: number) => penImages(all.filter(({ writer }) => Number(writer) % 2 === rest))
const [even, odd] = [half(0), half(1)]
const writtenDigits = writeDigits(2000, 12345)

const logits = (weights: Weights, { images, labels }: Pick<PenSet, 'images' | 'labels'>): Float64Array => {
  const out = new Float64Array(labels.length * 10)
  createClassifier('float64', weights).predict(images, labels.length, out)
  return out.map((p) => Math.log(Math.max(p, 1e-300)))
}
const probabilities = (row: Float64Array, t: number): number[] => {
  const scaled = [...row].map((v) => v / t)
  const most = Math.max(...scaled)
  const e = scaled.map((v) => Math.exp(v - most))
  const sum = e.reduce((a, b) => a + b, 0)
  return e.map((v) => v / sum)
}
const nll = (logs: Float64Array, labels: Uint8Array, t: number): number =>
  labels.reduce(
    (sum, label, i) => sum - Math.log(probabilities(logs.subarray(i * 10, i * 10 + 10), t)[label]! + 1e-12),
    0,
  )
const fit = (logs: Float64Array, labels: Uint8Array): number => {
  let best = 1
  for (let t = 0.5; t < 6; t += 0.05) if (nll(logs, labels, t) < nll(logs, labels, best)) best = t
  return best
}
for (const share of [0, 0.2]) {
  for (let seed = 0; seed < 2; seed++) {
    const weights = await trainOn(mixHandwriting(base, share, seed), { ...BOOK_DEFAULTS, seed })
    const [w, e, o] = [logits(weights, writtenDigits), logits(weights, even), logits(weights, odd)]
    const temperatures = {
      none: 1,
      written: fit(w, writtenDigits.labels),
      even: fit(e, even.labels),
      odd: fit(o, odd.labels),
    }
    console.log(`share ${share} seed ${seed}: temperatures ${JSON.stringify(temperatures)}`)
    for (const [name, t] of Object.entries(temperatures)) {
      for (const [set, logs, labels] of [
        ['even', e, even.labels],
        ['odd', o, odd.labels],
      ] as const) {
        const line = [0.7, 0.8, 0.85, 0.9, 0.95].map((sure) => {
          let [n, right, unsure, wrong, caught] = [0, 0, 0, 0, 0]
          labels.forEach((label, i) => {
            const p = probabilities(logs.subarray(i * 10, i * 10 + 10), t)
            const order = [...p.keys()].sort((a, b) => p[b]! - p[a]!)
            const margin = p[order[0]!]! - p[order[1]!]!
            const ok = order[0] === label
            if (margin >= sure) {
              n++
              right += Number(ok)
            }
            if (!ok) {
              wrong++
              if (margin < 0.5) caught++
            }
            if (margin < 0.5) unsure++
          })
          return (
            `${sure}: ${((100 * n) / labels.length).toFixed(0)}% sure, ${((100 * right) / n).toFixed(2)}% right` +
            (sure === 0.7
              ? `, unsure(.5) ${((100 * unsure) / labels.length).toFixed(1)}% catching ${((100 * caught) / wrong).toFixed(0)}% of mistakes`
              : '')
          )
        })
        console.log(`  ${name} ${t.toFixed(2)} on ${set}: ${line.join(' | ')}`)
      }
    }
  }
}
