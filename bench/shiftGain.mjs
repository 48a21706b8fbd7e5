// `node bench/shiftGain.mjs FOLDER`: the effect of ±2 px shifts in training (docs/drawing.md). Trains on the MNIST in FOLDER
// with the command line, without and with --shift, and tests each network on test images, shifted test images and drawings.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '..')
const [folder, ...more] = process.argv.slice(2)
if (folder === undefined) {
  console.error('node bench/shiftGain.mjs FOLDER [seeds] [drawings]')
  process.exit(1)
}
const [seeds = 5, drawings = 2000] = more.map(Number)
const { module } = await runnerImport(join(root, 'bench/shiftGain.ts'), { configFile: false, root })
const measure = await module.prepareShiftGain(folder, drawings)
const temporary = mkdtempSync(join(tmpdir(), 'shift-gain-'))

function train(parameters, out) {
  const command = [join(root, 'scripts/digitStudio.mjs'), 'train', '--data', folder, '--out', out, ...parameters]
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
console.log('iterations  shift  seed  test images  shifted ±2 px  drawings')
for (const iterations of [10_000, 20_000]) {
  for (const shift of [false, true]) {
    const rows = []
    const line = (seed, row) =>
      console.log(
        [String(iterations).padStart(10), shift ? '   on' : '  off', String(seed).padStart(4)]
          .concat(['unshifted', 'shifted', 'drawn'].map((what) => `${row[what].toFixed(2)} %`.padStart(10)))
          .join('  '),
      )
    for (let seed = 0; seed < seeds; seed++) {
      const out = join(temporary, 'weights.npz')
      train(['--iterations', String(iterations), '--seed', String(seed), ...(shift ? ['--shift'] : [])], out)
      rows.push(await measure(out))
      line(seed, rows.at(-1))
    }
    line(
      'mean',
      Object.fromEntries(['unshifted', 'shifted', 'drawn'].map((what) => [what, mean(rows.map((r) => r[what]))])),
    )
  }
}
rmSync(temporary, { recursive: true })
