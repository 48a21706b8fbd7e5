import { bundle, runBundle } from './bundle.mjs'
import { median, printTable } from './statistics.mjs'

const HIDDEN = [16, 50, 128, 512, 1000]
const BATCHES = [1, 10, 100, 1000]
/** From MNIST's training images to all of EMNIST byclass (697,932 + 116,323). */
const COUNTS = [60_000, 120_000, 240_000, 480_000, 814_255]

/** Time of an iteration by width, batch and amount of data; time and memory of loading by amount of data. */
export async function benchScaling({ root, data, rounds }) {
  const script = await bundle(root, 'scalingRun')
  const shapes = HIDDEN.flatMap((hidden) => BATCHES.map((batch) => ({ hidden, batch })))
  const times = shapes.map(() => [])
  const loads = COUNTS.map(() => [])
  for (let round = 0; round < (rounds ?? 3); round++) {
    for (const [i, { hidden, batch }] of shapes.entries()) {
      times[i].push(runBundle(script, [data, 60_000, hidden, batch]).iterationMicroseconds)
    }
    for (const [i, count] of COUNTS.entries()) loads[i].push(runBundle(script, [data, count, 50, 100]))
  }
  console.log('microseconds per iteration')
  printTable(
    ['hidden', ...BATCHES.map((batch) => `batch ${batch}`)],
    HIDDEN.map((hidden) => [
      hidden,
      ...BATCHES.map((batch) => {
        const at = shapes.findIndex((shape) => shape.hidden === hidden && shape.batch === batch)
        return median(times[at]).toFixed(1)
      }),
    ]),
  )
  console.log('by amount of data, hidden 50, batch 100')
  const middle = (i, name) => median(loads[i].map((run) => run[name]))
  printTable(
    ['images', 'us per iteration', 'to the first count', 'load s', 'resident MB'],
    COUNTS.map((count, i) => [
      count,
      middle(i, 'iterationMicroseconds').toFixed(1),
      (middle(i, 'iterationMicroseconds') / middle(0, 'iterationMicroseconds')).toFixed(2),
      (middle(i, 'loadMs') / 1000).toFixed(2),
      middle(i, 'residentMegabytes').toFixed(0),
    ]),
  )
}
