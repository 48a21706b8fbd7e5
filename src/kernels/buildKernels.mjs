// Compiles the AssemblyScript kernels and embeds them as kernels.generated.ts, so that no file has
// to be found at run time. Does nothing when sources, compiler and scripts are those of the last build.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expandTemplate } from './expandTemplate.mjs'

const folder = join(import.meta.dirname, 'assembly')
const output = join(import.meta.dirname, 'kernels.generated.ts')

/**
 * Vectors of sums that a kernel holds in registers. 13 would fit into the 16 of x64, but from 8 on V8 11 (Node 20) takes
 * twice the time for them; V8 13 is as fast with 7 + 6 as with 13.
 */
const LARGEST_TILE = 7
/** Rows that the output layer works on together: 2 rows x 3 vectors of sums, for the same reason. */
const OUTPUT_ROWS = 2

const OPTIONS = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--enable',
  'simd',
  '--enable',
  'threads',
  '--importMemory',
  '--noExportMemory',
  '--sharedMemory',
  '--initialMemory',
  '1',
  '--maximumMemory',
  '65536', // 4 GB, all that 32-bit addresses reach; the host decides how much of it is used
  '--zeroFilledMemory',
]

/**
 * Where the limits flag of the imported memory stands in the binary: bit 1 says shared. The host clears it where there
 * is no SharedArrayBuffer. The import section (id 2) holds, after each module and field name, a kind (2 = memory).
 */
function sharedFlagOffset(wasm) {
  let at = 8
  const leb = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++]
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  const skipName = () => {
    const length = leb()
    at += length
  }
  while (at < wasm.length) {
    const id = wasm[at++]
    const end = leb() + at
    if (id === 2) {
      for (let left = leb(); left > 0; left--) {
        skipName()
        skipName()
        if (wasm[at++] === 2 && wasm[at] === 3) return at
        leb()
      }
    }
    at = end
  }
  throw new Error('the kernels import no shared memory')
}

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .sort()
const sources = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
const require = createRequire(import.meta.url)
const { version } = JSON.parse(readFileSync(require.resolve('assemblyscript/package.json'), 'utf8'))
const hash = createHash('sha256')
const scripts = ['buildKernels.mjs', 'expandTemplate.mjs'].map((name) =>
  readFileSync(join(import.meta.dirname, name), 'utf8'),
)
for (const part of [version, ...scripts, ...[...sources].flat()]) hash.update(`${part}\0`)
const stamp = `// built from ${hash.digest('hex').slice(0, 32)}`

if (!existsSync(output) || !readFileSync(output, 'utf8').startsWith(stamp)) await build()

async function build() {
  const tiles = sources.get('tiles.template.ts')
  sources.set('tiles.ts', Array.from({ length: LARGEST_TILE }, (_, t) => expandTemplate(tiles, t + 1)).join('\n'))
  sources.set('tileChoice.ts', expandTemplate(sources.get('tileChoice.template.ts'), LARGEST_TILE))
  sources.set('outputTiles.ts', expandTemplate(sources.get('output.template.ts'), OUTPUT_ROWS))
  const asc = (await import('assemblyscript/asc')).default
  let wasm
  const { error, stderr } = await asc.main(['index.ts', '-o', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => void (wasm = contents),
    listFiles: () => [],
  })
  if (error) {
    console.error(stderr.toString())
    throw error
  }
  const text = [
    stamp,
    '/** The kernels as a WebAssembly binary, base64. */',
    `export const KERNELS_BASE64 =\n  '${Buffer.from(wasm).toString('base64')}'`,
    '/** The byte of the binary whose bit 1 says that the imported memory is shared. */',
    `export const SHARED_FLAG_OFFSET = ${sharedFlagOffset(wasm)}`,
    '/** The largest number of vectors of hidden neurons that a kernel takes at once. */',
    `export const LARGEST_TILE = ${LARGEST_TILE}`,
    '/** The number of images that the output layer works on together. */',
    `export const OUTPUT_ROWS = ${OUTPUT_ROWS}`,
    '',
  ].join('\n')
  // Two builds at once must not see each other's half-written file.
  const temporary = `${output}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, output)
}
