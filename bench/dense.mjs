import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import asc from 'assemblyscript/asc'
import { expandTemplate } from '../src/kernels/expandTemplate.mjs'
import { bundle, runBundle } from './bundle.mjs'
import { median, printTable } from './statistics.mjs'

/** Tiles of the dense kernels that are tried; the fastest cut of 13 vectors counts. */
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

/** Images with every pixel non-zero, batch 100, hidden 50: our kernels, which look at every pixel by its index, against dense ones. */
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
