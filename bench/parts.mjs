import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { median, printTable } from './statistics.mjs'

/**
 * The book's run with one part of the SIMD engine off at a time. A part is switched off by replacing text in its source while
 * the command line is bundled: [file, text, replacement].
 */
const VARIANTS = [
  { name: 'everything on', patches: [] },
  {
    name: 'iterations not shared',
    patches: [['engine/simd/helperThread.ts', 'if (port.isThread) engine.shareSteps', 'if (false) engine.shareSteps']],
  },
  {
    name: 'accuracies in the main thread',
    patches: [['engine/simd/helperThread.ts', 'if (this.#port === null) {', 'if (true) {']],
  },
  {
    name: 'no helper thread',
    patches: [['engine/simd/helperThread.ts', 'if (dataset === null)', 'if (true)']],
  },
  { name: 'float64 engine', patches: [], args: ['--engine', 'float64'], isSlow: true },
]

/** Bundles the command line into a separate folder. @throws if a text to replace does not occur exactly once */
async function buildVariant(root, { name, patches }) {
  const outDir = join(root, 'out/bench/parts', name.replaceAll(' ', '-'))
  const applied = new Set()
  const plugin = {
    name: 'switch-off',
    enforce: 'pre',
    transform(code, id) {
      for (const patch of patches) {
        const [file, text, replacement] = patch
        if (!id.endsWith(file)) continue
        if (code.split(text).length !== 2) throw new Error(`${file} must contain this exactly once: ${text}`)
        code = code.replace(text, replacement)
        applied.add(patch)
      }
      return code
    },
  }
  await build({
    root,
    configFile: join(root, 'vite.cli.config.ts'),
    logLevel: 'error',
    plugins: [plugin],
    build: { outDir },
  })
  if (applied.size !== patches.length) throw new Error(`${name}: a file to change is not in the bundle`)
  return join(outDir, 'digitStudio.js')
}

/** Prints the CPU time of all threads, in seconds, to standard error when the process ends. */
const CPU_HOOK = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { user, system } = process.cpuUsage(); console.error('cpu ' + (user + system) / 1e6) })",
)}`

/**
 * The time each part of the SIMD engine saves: the book's run with the part off, alternating with everything on. Training time
 * as measured by the command line, without loading; CPU time of the whole process, loading included.
 */
export async function benchParts({ root, data, rounds }) {
  const scripts = []
  for (const variant of VARIANTS) scripts.push(await buildVariant(root, variant))
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const history = join(folder, 'run.json')
  const train = (index) => {
    const { args = [] } = VARIANTS[index]
    const command = ['--import', CPU_HOOK, scripts[index], 'train', '--data', data, '--history', history, ...args]
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    const { elapsedMs, losses } = JSON.parse(readFileSync(history, 'utf8'))
    return { seconds: elapsedMs.train / 1000, cpu: Number(/^cpu (\S+)$/m.exec(stderr)?.[1]), last: losses.at(-1) }
  }
  const results = VARIANTS.map(() => [])
  const saved = VARIANTS.map(() => [])
  try {
    for (let round = 0; round < (rounds ?? 5); round++) {
      for (let i = 1; i < VARIANTS.length; i++) {
        if (VARIANTS[i].isSlow && round > 0) continue // once is enough for a difference of this size
        const on = train(0)
        const off = train(i)
        if (VARIANTS[i].args === undefined && off.last !== on.last)
          throw new Error(`${VARIANTS[i].name}: different loss`)
        results[0].push(on)
        results[i].push(off)
        saved[i].push(1 - on.seconds / off.seconds)
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const least = (i, key) => Math.min(...results[i].map((result) => result[key]))
  const percent = (share) => `${(100 * share).toFixed(0)}%`
  printTable(
    ['variant', 'median s', 'min s', 'cpu median s', 'cpu min s', 'saved, paired median', 'saved, min'],
    VARIANTS.map(({ name }, i) => [
      name,
      median(results[i].map(({ seconds }) => seconds)).toFixed(2),
      least(i, 'seconds').toFixed(2),
      median(results[i].map(({ cpu }) => cpu)).toFixed(2),
      least(i, 'cpu').toFixed(2),
      i === 0 ? '' : percent(median(saved[i])),
      i === 0 ? '' : percent(1 - least(0, 'seconds') / least(i, 'seconds')),
    ]),
  )
}
