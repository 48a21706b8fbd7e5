// Compiles the AssemblyScript kernels and writes kernels.generated.ts: the binary, so that no file is loaded at run time,
// and the layout of the structs. Does nothing when sources, compiler and scripts are those of the last build.
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
const MAX_TILE_VECTORS = 7
/** Rows that the output layer computes together: 2 rows x 3 vectors of sums, for the same reason. */
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
  '65536', // 4 GB, the limit of 32-bit addresses; the host may set a smaller maximum
  '--zeroFilledMemory',
]

/**
 * Offset of the limits flag of the imported memory in the binary: bit 1 means shared. The host clears it where there is no
 * SharedArrayBuffer. The import section (id 2) holds, after each module and field name, a kind (2 = memory).
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

/** The types of struct fields as the host writes them: addresses are 32 bits. */
const FIELD_TYPES = { u32: 'u32', i32: 'u32', usize: 'u32', f32: 'f32' }

/** @returns the name of a constant for a class: `SYNC_BLOCK` for `SyncBlock` */
const constantName = (name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()

/**
 * Declares the layout of each class of the kernels as the compiler has laid it out.
 * @param program - the compiler's own model of the sources
 * @returns lines of TypeScript
 */
function structLines(program) {
  const structs = [...program.instancesByName.values()].filter(
    ({ internalName, nextMemoryOffset }) => nextMemoryOffset !== undefined && !internalName.startsWith('~lib'),
  )
  return structs.flatMap((struct) => [
    `/** The layout of ${struct.internalName}, in bytes. */`,
    `export const ${constantName(struct.name)} = {`,
    `  size: ${struct.nextMemoryOffset},`,
    '  fields: {',
    ...[...struct.members.values()].map(({ name, instance: { type, memoryOffset } }) => {
      const written = type.classReference === null ? FIELD_TYPES[type.toString()] : 'u32'
      if (written === undefined) throw new Error(`${struct.name}.${name}: the host cannot write ${type}`)
      return `    ${name}: { offset: ${memoryOffset}, type: '${written}' },`
    }),
    '  },',
    '} as const',
  ])
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
  sources.set('tiles.ts', Array.from({ length: MAX_TILE_VECTORS }, (_, t) => expandTemplate(tiles, t + 1)).join('\n'))
  sources.set('tileChoice.ts', expandTemplate(sources.get('tileChoice.template.ts'), MAX_TILE_VECTORS))
  sources.set('outputTiles.ts', expandTemplate(sources.get('output.template.ts'), OUTPUT_ROWS))
  const asc = (await import('assemblyscript/asc')).default
  let wasm
  let program
  const { error, stderr } = await asc.main(['index.ts', '-o', 'kernels.wasm', ...OPTIONS], {
    readFile: (name) => sources.get(name) ?? null,
    writeFile: (name, contents) => void (wasm = contents),
    listFiles: () => [],
    transforms: [{ afterInitialize: (initialised) => void (program = initialised) }],
  })
  if (error) {
    console.error(stderr.toString())
    throw error
  }
  const text = [
    stamp,
    '/** The kernels as a WebAssembly binary, base64. */',
    `export const KERNELS_BASE64 =\n  '${Buffer.from(wasm).toString('base64')}'`,
    '/** The byte of the binary whose bit 1 means that the imported memory is shared. */',
    `export const SHARED_FLAG_OFFSET = ${sharedFlagOffset(wasm)}`,
    '/** The largest number of vectors of hidden neurons in a tile. */',
    `export const MAX_TILE_VECTORS = ${MAX_TILE_VECTORS}`,
    '/** The number of images that the output layer computes together. */',
    `export const OUTPUT_ROWS = ${OUTPUT_ROWS}`,
    ...structLines(program),
    '',
  ].join('\n')
  // Two builds at the same time must not see each other's unfinished file.
  const temporary = `${output}.${process.pid}`
  writeFileSync(temporary, text)
  renameSync(temporary, output)
}
