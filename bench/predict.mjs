import { bundle, runBundle } from './bundle.mjs'
import { median, percentile, printTable } from './statistics.mjs'

/** How long a drawing waits for its probabilities while training runs at full speed. */
export async function benchPredict({ root, data, rounds }) {
  await bundle(root, 'trainerThread')
  const script = await bundle(root, 'predictRun')
  const times = Array.from({ length: rounds ?? 3 }, () => runBundle(script, [data]).times).flat()
  printTable(
    ['answers', 'median ms', '95% within ms', 'longest ms'],
    [[times.length, median(times).toFixed(1), percentile(times, 0.95).toFixed(1), Math.max(...times).toFixed(1)]],
  )
}
