import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPeers } from './peers.mjs'
import { median, printTable } from './statistics.mjs'

const ITERATIONS = '10000'

const PEERS = [
  ['NumPy float64', 'numpy', 'book.py', 'float64'],
  ['NumPy float32', 'numpy', 'book.py', 'float32'],
  ['PyTorch, ordinary', 'torch', 'torch_book.py', 'ordinary'],
  ['PyTorch, tuned', 'torch', 'torch_book.py', 'tuned'],
]

/**
 * The book's whole training run: 10,000 iterations of batch 100 with 50 hidden neurons, the loss recomputed after each update,
 * the accuracy on 60,000 + 10,000 images 17 times. Training time without loading, ours as measured by the command line.
 * Each peer runs with one thread and with its default; compare with the better of the two.
 */
export async function benchJob({ root, data, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const history = join(folder, 'run.json')
  const ours = (engine = 'simd') => {
    const args = [join(root, 'out/cli/digitStudio.js'), 'train', '--data', data, '--iterations', ITERATIONS]
    const command = [...args, '--engine', engine, '--history', history]
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    const { elapsedMs, final } = JSON.parse(readFileSync(history, 'utf8'))
    return { seconds: elapsedMs.train / 1000, testAccuracy: final.testAccuracy }
  }
  const runner = findPeers()
  const contestants = [{ name: 'Digit Studio, float64', threads: '2', run: () => ours('float64') }]
  for (const [name, module, program, style] of PEERS) {
    for (const oneThread of [false, true]) {
      const run = runner(module, program, [data, style, ITERATIONS], oneThread)
      if (run !== null) contestants.push({ name, threads: oneThread ? '1' : 'default', run })
    }
  }
  try {
    // Ours before and after each peer: a ratio compares adjacent runs.
    const baseline = []
    const results = contestants.map(() => [])
    const ratios = contestants.map(() => [])
    for (let round = 0; round < (rounds ?? 3); round++) {
      for (const [i, contestant] of contestants.entries()) {
        const before = ours()
        const theirs = contestant.run()
        const after = ours()
        baseline.push(before, after)
        results[i].push(theirs)
        ratios[i].push(theirs.seconds / ((before.seconds + after.seconds) / 2))
      }
    }
    const row = (name, threads, runs, ratio) => {
      const seconds = runs.map((run) => run.seconds)
      const range = `${Math.min(...seconds).toFixed(2)} - ${Math.max(...seconds).toFixed(2)}`
      const accuracy = median(runs.map((run) => run.testAccuracy)).toFixed(4)
      return [name, threads, median(seconds).toFixed(2), range, ratio, accuracy]
    }
    const others = contestants.map(({ name, threads }, i) =>
      row(name, threads, results[i], median(ratios[i]).toFixed(2)),
    )
    printTable(
      ['program', 'threads', 'median s', 'range s', 'times ours', 'test accuracy'],
      [row('Digit Studio, SIMD', '2', baseline, '1'), ...others],
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
