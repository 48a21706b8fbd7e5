import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, printTable } from './statistics.mjs'

const ITERATIONS = '10000'

/** Pythons to look for peers in: NumPy with OpenBLAS and PyTorch are Debian packages of the system's own Python. */
const PYTHONS = [process.env.PYTHON, '/usr/bin/python3', 'python3'].filter(Boolean)

function pythonWith(module) {
  return PYTHONS.find((python) => spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0)
}

/** @returns the last line of a program's output, parsed */
function runJson(command, args, env) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

/**
 * The whole book job: 10,000 iterations of batch 100 with 50 hidden neurons, the loss recomputed after each update, the
 * accuracy on 60,000 + 10,000 images 17 times. Training time without loading, ours by the command line's own clock.
 * Each peer runs with one thread and with as many as it likes; its better median counts.
 */
export async function benchJob({ root, data, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const history = join(folder, 'run.json')
  const ours = () => {
    const args = [join(root, 'out/cli/digitStudio.js'), 'train', '--data', data, '--iterations', ITERATIONS]
    const { status, stderr } = spawnSync(process.execPath, [...args, '--history', history], { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    const { elapsedMs, final } = JSON.parse(readFileSync(history, 'utf8'))
    return { seconds: elapsedMs.train / 1000, testAccuracy: final.testAccuracy }
  }
  const contestants = [{ name: 'Digit Studio', run: ours }]
  const missing = []
  const peer = (name, module, args) => {
    const python = pythonWith(module)
    if (python === undefined) return void missing.push(name)
    const one = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', BENCH_THREADS: '1' }
    contestants.push({ name, threads: 'default', run: () => runJson(python, args) })
    contestants.push({ name, threads: '1', run: () => runJson(python, args, one) })
  }
  const book = join(root, 'bench/book.py')
  peer('NumPy float64', 'numpy', [book, data, 'float64', ITERATIONS])
  peer('NumPy float32', 'numpy', [book, data, 'float32', ITERATIONS])
  peer('PyTorch', 'torch', [join(root, 'bench/torch_book.py'), data, ITERATIONS])

  const results = contestants.map(() => [])
  try {
    // Ours before and after each peer: a ratio is between neighbours in time.
    const ratios = contestants.map(() => [])
    for (let round = 0; round < (rounds ?? 3); round++) {
      for (const [i, contestant] of contestants.entries()) {
        if (i === 0) continue
        const before = ours()
        const theirs = contestant.run()
        const after = ours()
        results[0].push(before, after)
        results[i].push(theirs)
        ratios[i].push(theirs.seconds / ((before.seconds + after.seconds) / 2))
      }
    }
    if (contestants.length === 1) for (let round = 0; round < (rounds ?? 3); round++) results[0].push(ours())
    const rows = contestants.map(({ name, threads = '2' }, i) => {
      const seconds = results[i].map((result) => result.seconds)
      return [
        name,
        threads,
        median(seconds).toFixed(2),
        `${Math.min(...seconds).toFixed(2)} - ${Math.max(...seconds).toFixed(2)}`,
        i === 0 ? '1' : median(ratios[i]).toFixed(2),
        median(results[i].map((result) => result.testAccuracy)).toFixed(4),
        results[i][0].version ?? '',
      ]
    })
    printTable(['program', 'threads', 'median s', 'range s', 'times ours', 'test accuracy', 'version'], rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
  for (const name of missing)
    console.log(`${name}: not installed here (Debian: python3-numpy libopenblas0-pthread python3-torch)`)
}
