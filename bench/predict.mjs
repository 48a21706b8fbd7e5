import { bundle, runBundle } from './bundle.mjs'
import { median, percentile, printTable } from './statistics.mjs'

/** Latency of predictions while training runs at full speed. */
export async function benchPredict({ root, data, rounds }) {
  await bundle(root, 'trainerThread')
  const script = await bundle(root, 'predictRun')
  const times = Array.from({ length: rounds ?? 3 }, () => runBundle(script, [data]).times).flat()
  printTable(
    ['predictions', 'median ms', '95th percentile ms', 'max ms'],
    [[times.length, median(times).toFixed(1), percentile(times, 0.95).toFixed(1), Math.max(...times).toFixed(1)]],
  )
}
