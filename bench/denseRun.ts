import { readFileSync } from 'node:fs'
import { instantiateKernels, kernelModule } from '../src/shared/engine/simd/kernels'
import { layOut } from '../src/shared/engine/simd/layout'
import { KernelMemory } from '../src/shared/engine/simd/memory'
import { ForwardPass, allocateActivations, entryBytes } from '../src/shared/engine/simd/forwardPass'
import { RowWriter } from '../src/shared/engine/simd/rowStore'

/** Times the parts of an iteration that process the images, all pixels non-zero, alternating with dense kernels. */
const BATCH = 100
const INPUTS = 784
const COUNT = 1000
const ROUNDS = 300

const images = Uint8Array.from({ length: COUNT * INPUTS }, (_, i) => 1 + ((i * 7919) % 255))
const batches = Array.from({ length: 10 }, (_, b) =>
  Uint32Array.from({ length: BATCH }, (_, n) => (b * 131 + n * 7) % COUNT),
)

type Part = 'prepare' | 'forward' | 'update' | 'all'
type Parts = Record<Part, () => void>

function ours(): (batch: Uint32Array) => Parts {
  const module = kernelModule()
  if (module === null) throw new Error('no SIMD here')
  const memory = new KernelMemory()
  const kernels = instantiateKernels(module, memory.memory)
  const staging = memory.allocate(INPUTS * 100)
  const writer = new RowWriter(kernels, memory, { address: staging, bytes: INPUTS * 100 }, COUNT, INPUTS)
  writer.addImages(images)
  writer.addLabels(new Uint8Array(COUNT))
  const rows = writer.finish()
  const layout = layOut({ inputs: INPUTS, hidden: 50, classes: 10 })
  const weights = memory.allocate(layout.bytes)
  const activations = allocateActivations(layout, BATCH, memory)
  const [indices, ends] = [memory.allocate(BATCH * 4), memory.allocate(BATCH * 4)]
  const entries = memory.allocate(entryBytes(BATCH, INPUTS))
  const pass = new ForwardPass(kernels, layout, weights)
  return (batch) => {
    const prepare = () => {
      memory.u32.set(batch, indices / 4)
      kernels.expandBatch(rows.starts, indices, BATCH, entries, ends)
    }
    const forward = () => pass.run(entries, ends, BATCH, activations)
    const update = () => {
      for (const { first, vectors } of layout.tiles) {
        const dZ = activations.Z + activations.rows * first * 16
        const W1 = weights + INPUTS * first * 16
        kernels.tile(vectors).addInputProduct(entries, ends, BATCH, dZ, 1e-6, W1)
      }
    }
    return { prepare, forward, update, all: () => (prepare(), forward(), update(), forward()) }
  }
}

/** Ways to split 13 vectors into tiles for which dense kernels exist. */
const CUTS = [
  [5, 4, 4],
  [4, 3, 3, 3],
  [7, 3, 3],
]

function dense(path: string, cut: readonly number[]): (batch: Uint32Array) => Parts {
  const memory = new WebAssembly.Memory({ initial: 200 })
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { env: { memory } })
  const kernel = (name: string) => exports[name] as (...args: number[]) => void
  const u8 = new Uint8Array(memory.buffer)
  let end = 64
  const allocate = (bytes: number) => {
    const address = end
    end = Math.ceil((end + bytes) / 64) * 64
    return address
  }
  const gathered = allocate(BATCH * INPUTS)
  const x = allocate(BATCH * INPUTS * 4)
  const tiles = cut.map((vectors) => ({
    W: allocate(INPUTS * vectors * 16),
    b: allocate(vectors * 16),
    Z: allocate(BATCH * vectors * 16),
    forward: kernel(`forward${vectors}`),
    addProduct: kernel(`addProduct${vectors}`),
  }))
  return (batch) => {
    const prepare = () => {
      batch.forEach((index, n) => u8.set(images.subarray(index * INPUTS, (index + 1) * INPUTS), gathered + n * INPUTS))
      kernel('toFloats4')(gathered, BATCH * INPUTS, x)
    }
    const forward = () => {
      for (const tile of tiles) tile.forward(x, BATCH, INPUTS, tile.W, tile.b, tile.Z)
    }
    const update = () => {
      for (const tile of tiles) tile.addProduct(x, BATCH, INPUTS, tile.Z, 1e-6, tile.W)
    }
    return { prepare, forward, update, all: () => (prepare(), forward(), update(), forward()) }
  }
}

const [path = ''] = process.argv.slice(2)
const contestants = [ours(), ...CUTS.map((cut) => dense(path, cut))]
const times = contestants.map((): Record<Part, number[]> => ({ prepare: [], forward: [], update: [], all: [] }))
for (let round = 0; round < ROUNDS; round++) {
  for (const [i, contestant] of contestants.entries()) {
    const parts = contestant(batches[round % batches.length] ?? new Uint32Array())
    for (const part of ['prepare', 'forward', 'update', 'all'] as const) {
      const start = performance.now()
      parts[part]()
      times[i]?.[part].push((performance.now() - start) * 1000)
    }
  }
}
const middle = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN
const medians = times.map((time) => ({
  prepare: middle(time.prepare),
  forward: middle(time.forward),
  update: middle(time.update),
  all: middle(time.all),
}))
const [mine, ...theirs] = medians
theirs.sort((a, b) => a.all - b.all)
console.log(JSON.stringify({ ours: mine, dense: theirs[0] }))
