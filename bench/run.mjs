// npm run bench -- [job|shapes|window|first|scaling|dense|predict|parity|parts|startup] [--rounds N] [--data DIR]
// Measures this project against its peers in alternating rounds and prints medians and ratios. Nothing else should run
// on the machine meanwhile; the load average is printed with the result so that a reader can judge.
import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchDense } from './dense.mjs'
import { benchFirst } from './first.mjs'
import { benchJob } from './job.mjs'
import { benchParity } from './parity.mjs'
import { benchParts } from './parts.mjs'
import { benchPredict } from './predict.mjs'
import { benchScaling } from './scaling.mjs'
import { benchShapes } from './shapes.mjs'
import { benchStartup } from './startup.mjs'
import { benchWindow } from './window.mjs'

const benches = {
  job: benchJob,
  window: benchWindow,
  first: benchFirst,
  scaling: benchScaling,
  shapes: benchShapes,
  dense: benchDense,
  predict: benchPredict,
  parity: benchParity,
  parts: benchParts,
  startup: benchStartup,
}
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, data: { type: 'string', default: process.env.MNIST_DIR ?? '' } },
})
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0 || values.data === '') {
  console.error(
    unknown.length > 0
      ? `unknown: ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`
      : 'Where is MNIST? Give --data DIR or set MNIST_DIR.',
  )
  process.exit(2)
}

const root = join(import.meta.dirname, '..')
const built = spawnSync('npm', ['run', '-s', 'build:cli'], { cwd: root, stdio: 'inherit', shell: true })
if (built.status !== 0) process.exit(1)

const load = () => loadavg()[0].toFixed(2)
console.log(
  `${cpus().length} x ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.version}`,
)
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  const before = load()
  console.log(`\n${name}`)
  await benches[name]({ root, data: values.data, rounds: values.rounds === undefined ? null : Number(values.rounds) })
  console.log(`load average ${before} before, ${load()} after`)
}
