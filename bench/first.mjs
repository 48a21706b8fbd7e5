import { bundle, runBundle } from './bundle.mjs'
import { peakMemory } from './peakMemory.mjs'
import { median, printTable } from './statistics.mjs'

/** Time from the start of the process to the end of the first iteration, and peak resident memory of a whole run. */
export async function benchFirst({ root, data, rounds }) {
  const script = await bundle(root, 'firstIteration')
  const runs = Array.from({ length: rounds ?? 9 }, () => runBundle(script, [data]))
  const column = (name) => runs.map((run) => run[name])
  const row = (label, values) => [
    label,
    median(values).toFixed(0),
    Math.min(...values).toFixed(0),
    Math.max(...values).toFixed(0),
  ]
  const resident = Array.from({ length: 3 }, () => peakMemory(root, ['train', '--data', data]))
  printTable(
    ['', 'median', 'min', 'max'],
    [
      row('first line of our code, ms after process start', column('startMs')),
      row('dataset in the engine, ms', column('loadedMs')),
      row('end of the first iteration, ms', column('firstMs')),
      row('whole run, peak memory, MB', resident),
    ],
  )
}
