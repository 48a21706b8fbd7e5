import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'
import { expandTemplate } from '../src/kernels/expandTemplate.mjs'
import { bundle, runBundle } from './bundle.mjs'
import { median, printTable } from './statistics.mjs'

/** Tile sizes of the dense kernels; the fastest split of 13 vectors into tiles counts. */
const TILES = [3, 4, 5, 7]

async function compileDense(root) {
  const template = readFileSync(join(root, 'bench/assembly/dense.template.ts'), 'utf8')
  const source = TILES.map((size) => expandTemplate(template, size)).join('\n')
  let wasm
  const options = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--noExportMemory']
  const { error, stderr } = await asc.main(['dense.ts', '-o', 'dense.wasm', '--initialMemory', '1', ...options], {
    readFile: (name) => (name === 'dense.ts' ? source : null),
    writeFile: (_, contents) => void (wasm = contents),
    listFiles: () => [],
  })
  if (error) throw new Error(stderr.toString())
  return wasm
}

/** Images without zero pixels, batch 100, 50 hidden neurons: our sparse kernels against dense ones. */
export async function benchDense({ root, rounds }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const kernels = join(folder, 'dense.wasm')
    writeFileSync(kernels, await compileDense(root))
    const script = await bundle(root, 'denseRun')
    const runs = Array.from({ length: rounds ?? 5 }, () => runBundle(script, [kernels]))
    const parts = Object.keys(runs[0].ours)
    const middle = (side, part) => median(runs.map((run) => run[side][part]))
    printTable(
      ['us per batch of 100', 'ours', 'dense', 'ratio'],
      parts.map((part) => [
        part,
        middle('ours', part).toFixed(0),
        middle('dense', part).toFixed(0),
        median(runs.map((run) => run.ours[part] / run.dense[part])).toFixed(2),
      ]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
