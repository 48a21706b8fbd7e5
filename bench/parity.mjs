import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printTable } from './statistics.mjs'

const SEEDS = [0, 1, 2, 3, 4]

/** The same run on both engines: the largest difference of the first 100 losses, and the test accuracy of each. */
export async function benchParity({ root, data }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const history = join(folder, 'run.json')
  const train = (engine, seed) => {
    const script = join(root, 'out/cli/digitStudio.js')
    const args = [script, 'train', '--data', data, '--engine', engine, '--seed', String(seed), '--history', history]
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return JSON.parse(readFileSync(history, 'utf8'))
  }
  try {
    const rows = SEEDS.map((seed) => {
      const [simd, float64] = [train('simd', seed), train('float64', seed)]
      const first = simd.losses.slice(0, 100).map((loss, i) => Math.abs(loss - float64.losses[i]))
      const points = (simd.final.testAccuracy - float64.final.testAccuracy) * 100
      const { final } = simd
      return [
        seed,
        Math.max(...first).toExponential(1),
        final.testAccuracy.toFixed(4),
        float64.final.testAccuracy.toFixed(4),
        points.toFixed(2),
      ]
    })
    printTable(['seed', 'largest difference of 100 losses', 'simd', 'float64', 'difference, pp'], rows)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
