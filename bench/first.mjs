import { bundle, runBundle } from './bundle.mjs'
import { mostResident } from './mostResident.mjs'
import { median, printTable } from './statistics.mjs'

/** From the start of the process to the end of the first iteration, and the most memory that a whole run has resident. */
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
  const resident = Array.from({ length: 3 }, () => mostResident(root, ['train', '--data', data]))
  printTable(
    ['', 'median', 'least', 'most'],
    [
      row('our first line, ms after the start of the process', column('startMs')),
      row('dataset in the engine, ms', column('loadedMs')),
      row('end of the first iteration, ms', column('firstMs')),
      row('whole run, most resident, MB', resident),
    ],
  )
}
