import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle, runBundle } from './bundle.mjs'
import { writeByclass } from './byclass.mjs'
import { peakMemory } from './peakMemory.mjs'
import { median, printTable } from './statistics.mjs'

const HIDDEN = [16, 50, 128, 512, 1000]
const BATCHES = [1, 10, 100, 1000]
/** Numbers of images: from MNIST's training split to all of EMNIST byclass (697,932 + 116,323). */
const COUNTS = [60_000, 120_000, 240_000, 480_000, 814_255]

/** Time per iteration by width, batch size and number of images; loading time and memory by number of images. */
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
  console.log('by number of images, hidden 50, batch 100')
  const column = (i, name) => loads[i].map((run) => run[name])
  const middle = (i, name) => median(column(i, name))
  // Runs differ by chance on cores of unequal speed; the minimum shows the effect of the number of images.
  const least = (i) => Math.min(...column(i, 'iterationMicroseconds'))
  printTable(
    ['images', 'us per iteration', 'min', 'relative to first min', 'load s', 'resident MB'],
    COUNTS.map((count, i) => [
      count,
      middle(i, 'iterationMicroseconds').toFixed(1),
      least(i).toFixed(1),
      (least(i) / least(0)).toFixed(2),
      (middle(i, 'loadMs') / 1000).toFixed(2),
      middle(i, 'residentMegabytes').toFixed(0),
    ]),
  )
  wholeByclass(root, data)
}

/** The command line on 814,255 images in .gz files. */
function wholeByclass(root, data) {
  const folder = mkdtempSync(join(tmpdir(), 'digit-studio-byclass-'))
  try {
    writeByclass(data, folder)
    const history = join(folder, 'run.json')
    const resident = peakMemory(root, ['train', '--data', folder, '--iterations', '2000', '--history', history])
    const { load } = JSON.parse(readFileSync(history, 'utf8')).elapsedMs
    console.log(`EMNIST byclass from .gz files on the command line: loaded in ${(load / 1000).toFixed(1)} s`)
    console.log(`peak resident memory, evaluation included: ${resident.toFixed(0)} MB`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
