import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StudioError } from '../../../src/shared/core/errors'
import { initialWeights } from '../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../src/shared/random/randomState'
import { encodeNpy } from '../../../src/shared/formats/npy'
import { decodeNpz, encodeNpz } from '../../../src/shared/formats/npz'
import type { Weights } from '../../../src/shared/nn/weights'
import { pythonWithNumpy, runPython } from '../../numpy/python'

/** Inputs that people have, where they are. */
const collected = ['../../../../shared/real/bad', '../../../../../shared/real/bad']
  .map((path) => resolve(import.meta.dirname, path))
  .find(existsSync)

const weightsOf = (hidden: number, seed = 1): Weights =>
  initialWeights({ inputs: 784, hidden, classes: 10, weightInit: 'he', std: 0.01 }, new RandomState(seed))

const weights = weightsOf(7)
weights.b1.set([-0, 1e-300, Number.MAX_VALUE, -1, 0.1, 2, 3])

/** The four files of a .npz, each of which a test may replace or leave out (null). */
function npz(replaced: Record<string, Uint8Array | null> = {}, level: 0 | 9 = 0): Uint8Array {
  const entries: Record<string, Uint8Array | null> = {
    'W1.npy': encodeNpy([784, 7], weights.W1),
    'b1.npy': encodeNpy([7], weights.b1),
    'W2.npy': encodeNpy([7, 10], weights.W2),
    'b2.npy': encodeNpy([10], weights.b2),
    ...replaced,
  }
  const kept = Object.entries(entries).flatMap(([name, bytes]) => (bytes === null ? [] : [[name, bytes] as const]))
  return zipSync(Object.fromEntries(kept), { level })
}

function failure(bytes: Uint8Array): StudioError {
  try {
    decodeNpz(bytes, 'w.npz')
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('decoded')
}

/** Changes bytes of a copy. */
function patched(bytes: Uint8Array, patch: (copy: Uint8Array, view: DataView) => void): Uint8Array {
  const copy = bytes.slice()
  patch(copy, new DataView(copy.buffer))
  return copy
}

/** Where the central directory entry of the first file begins. */
const firstEntry = (bytes: Uint8Array): number => Buffer.from(bytes).indexOf('PK\x01\x02', 0, 'latin1')

describe('encodeNpz', () => {
  it('comes back from decodeNpz bit for bit, for small and large networks', () => {
    for (const hidden of [1, 7, 50, 300]) {
      const original = weightsOf(hidden)
      expect(decodeNpz(encodeNpz(original), 'w.npz')).toEqual(original)
    }
    const back = decodeNpz(encodeNpz(weights), 'w.npz')
    expect(Object.is(back.b1[0], -0)).toBe(true)
    expect(back).toEqual(weights)
  })

  it('gives the same bytes for the same weights', () => {
    expect(encodeNpz(weights)).toEqual(encodeNpz(weights))
  })

  it('starts the data of every array at a multiple of 64 bytes, as NumPy does', () => {
    for (const shape of [[784, 50], [50], [1, 2, 3]]) {
      const size = shape.reduce((a, b) => a * b, 1)
      expect((encodeNpy(shape, new Float64Array(size)).length - size * 8) % 64).toBe(0)
    }
  })
})

describe('decodeNpz', () => {
  it('reads compressed archives and leaves other entries alone', () => {
    expect(decodeNpz(npz({ 'extra.npy': strToU8('not an array') }, 9), 'w.npz')).toEqual(weights)
  })

  it.each([
    ['html', strToU8('<!DOCTYPE html><html></html>')],
    ['npy', encodeNpy([10], weights.b2)],
    ['png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['empty', new Uint8Array(0)],
  ])('says that a file looks like %s with WEIGHTS_NOT_NPZ', (looksLike, bytes) => {
    expect(failure(bytes)).toMatchObject({ code: 'WEIGHTS_NOT_NPZ', detail: { file: 'w.npz', looksLike } })
  })

  it('names the missing array and what was found instead', () => {
    expect(failure(npz({ 'b1.npy': null }))).toMatchObject({
      code: 'WEIGHTS_ARRAY_MISSING',
      detail: { file: 'w.npz', array: 'b1', found: ['W1', 'W2', 'b2'] },
    })
    expect(failure(zipSync({}))).toMatchObject({ code: 'WEIGHTS_ARRAY_MISSING', detail: { array: 'W1', found: [] } })
  })

  it.each([
    ['W1.npy', [7, 784], '(784, H)', '(7, 784)', 'W1'],
    ['b1.npy', [6, 1], '(7,)', '(6,)', 'b1'],
    ['W2.npy', [10, 7], '(7, C)', '(10, 7)', 'W2'],
    ['W2.npy', [70], '(7, C)', '(70,)', 'W2'],
    ['b2.npy', [11], '(10,)', '(11,)', 'b2'],
    ['W1.npy', [784, 0], '(784, H)', '(784, 0)', 'W1'],
    ['W1.npy', [784], '(784, H)', '(784,)', 'W1'],
  ])('refuses %s of shape %j with WEIGHTS_SHAPE', (name, shape, expected, found, array) => {
    const data = new Float64Array(shape.reduce((a, b) => a * b, 1))
    expect(failure(npz({ [name]: encodeNpy(shape, data) }))).toMatchObject({
      code: 'WEIGHTS_SHAPE',
      detail: { file: 'w.npz', array, expected, found },
    })
  })

  it.each([NaN, Infinity, -Infinity])('refuses %d with WEIGHTS_NOT_FINITE', (value) => {
    const W2 = weights.W2.slice()
    W2[69] = value
    expect(failure(npz({ 'W2.npy': encodeNpy([7, 10], W2) }))).toMatchObject({
      code: 'WEIGHTS_NOT_FINITE',
      detail: { file: 'w.npz', array: 'W2' },
    })
  })

  it('refuses numbers of another type with WEIGHTS_DTYPE', () => {
    const wrong = Buffer.from(encodeNpy([10], weights.b2))
    wrong.write("'<i8'", wrong.indexOf("'<f8'"), 'latin1')
    expect(failure(npz({ 'b2.npy': wrong }))).toMatchObject({
      code: 'WEIGHTS_DTYPE',
      detail: { file: 'w.npz', array: 'b2', found: '<i8' },
    })
  })

  it('refuses a file cut anywhere with WEIGHTS_BROKEN and never crashes', () => {
    const whole = npz({}, 9)
    for (let length = 4; length < whole.length; length += 997) {
      expect(failure(whole.subarray(0, length))).toMatchObject({ code: 'WEIGHTS_BROKEN', detail: { file: 'w.npz' } })
    }
  })

  it('refuses an archive with two entries of one name, before it unpacks any', () => {
    const twice = patched(npz({ 'x1.npy': encodeNpy([784, 7], weights.W1) }), (copy) => {
      for (let at = 0; (at = Buffer.from(copy.buffer).indexOf('x1.npy', at, 'latin1')) !== -1; at++) copy[at] = 0x57
    })
    expect(failure(twice)).toMatchObject({ code: 'WEIGHTS_BROKEN', detail: { array: 'W1', reason: 'duplicate' } })
  })

  it('refuses a header above 64 KB without searching it', () => {
    const header = `{'descr':${" 'descr':[".repeat(200_000)}`
    const npy = Buffer.alloc(12 + header.length)
    npy.write('\x93NUMPY\x02\x00', 'latin1')
    npy.writeUInt32LE(header.length, 8)
    npy.write(header, 12, 'latin1')
    expect(failure(npz({ 'W1.npy': npy }))).toMatchObject({
      code: 'WEIGHTS_BROKEN',
      detail: { array: 'W1', reason: 'header' },
    })
  })

  it('shows names of an archive short and without control characters', () => {
    const { detail } = failure(zipSync({ ['\u001b[2J' + 'x'.repeat(10_000)]: Uint8Array.of(1) }))
    expect(detail).toMatchObject({ array: 'W1', found: [expect.stringMatching(/^\ufffd\[2Jx+…x+$/)] })
    expect(JSON.stringify(detail).length).toBeLessThan(300)
  })

  it('notices a flipped bit in the numbers by the checksum', () => {
    const broken = patched(npz(), (copy) => {
      copy[5000]! ^= 1
    })
    expect(failure(broken)).toMatchObject({ code: 'WEIGHTS_BROKEN', detail: { array: 'W1', reason: 'checksum' } })
  })

  it('survives any single byte being changed: the weights or a WEIGHTS_ error, nothing else', () => {
    const whole = npz({ 'W1.npy': encodeNpy([784, 1], new Float64Array(784)) }, 9)
    for (let at = 0; at < whole.length; at++) {
      const changed = patched(whole, (copy) => {
        copy[at]! ^= 0xa5
      })
      try {
        decodeNpz(changed, 'w.npz')
      } catch (error) {
        expect(error).toBeInstanceOf(StudioError)
      }
    }
  })

  it('refuses an array that claims to unpack to gigabytes with WEIGHTS_TOO_LARGE', () => {
    const bytes = npz({}, 9)
    const huge = patched(bytes, (_, view) => view.setUint32(firstEntry(bytes) + 24, 2 ** 31, true))
    expect(failure(huge)).toMatchObject({ code: 'WEIGHTS_TOO_LARGE', detail: { limitMegabytes: 128 } })
  })

  it('stops unpacking an array that is far longer than it claims', () => {
    const bytes = npz({ 'W1.npy': new Uint8Array(64 << 20) }, 9)
    const lying = patched(bytes, (_, view) => view.setUint32(firstEntry(bytes) + 24, 1000, true))
    expect(failure(lying)).toMatchObject({ code: 'WEIGHTS_TOO_LARGE' })
  })
})

describe.skipIf(pythonWithNumpy === null)('npz and NumPy', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), '权重 npz '))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('np.load reads what encodeNpz writes, bit for bit', () => {
    const file = join(folder, 'ours.npz')
    writeFileSync(file, encodeNpz(weights))
    const code = `
import sys, json, numpy as np
f = np.load(sys.argv[1])
assert sorted(f.files) == ['W1', 'W2', 'b1', 'b2'], f.files
print(json.dumps({k: [list(f[k].shape), f[k].dtype.str, f[k].tobytes().hex()] for k in f.files}))`
    const hex = (values: Float64Array) => Buffer.from(values.buffer).toString('hex')
    expect(JSON.parse(runPython(['-c', code, file]))).toEqual({
      W1: [[784, 7], '<f8', hex(weights.W1)],
      b1: [[7], '<f8', hex(weights.b1)],
      W2: [[7, 10], '<f8', hex(weights.W2)],
      b2: [[10], '<f8', hex(weights.b2)],
    })
  })

  const variants = ['savez', 'savez_compressed'].flatMap((save) =>
    ['<f8', '>f8', '<f4', '>f4'].flatMap((dtype) =>
      ['C', 'F'].flatMap((order) => [1, 2, 3].map((version) => ({ save, dtype, order, version }))),
    ),
  )

  it('decodeNpz reads both ways of saving, both float sizes, byte orders and array orders, versions 1 to 3', () => {
    const code = `
import io, sys, json, zipfile, numpy as np
folder = sys.argv[1]
rng = np.random.RandomState(5)
shapes = dict(W1=(784, 3), b1=(3,), W2=(3, 10), b2=(10,))
for n, v in enumerate(json.loads(sys.argv[2])):
    arrays = {k: np.array(rng.randn(*s), dtype=v['dtype'], order=v['order']) for k, s in shapes.items()}
    path = f'{folder}/{n}.npz'
    if v['version'] == 1:
        getattr(np, v['save'])(path, **arrays)
    else:
        how = zipfile.ZIP_DEFLATED if v['save'] == 'savez_compressed' else zipfile.ZIP_STORED
        with zipfile.ZipFile(path, 'w', how) as archive:
            for k, a in arrays.items():
                file = io.BytesIO()
                np.lib.format.write_array(file, a, version=(v['version'], 0))
                archive.writestr(k + '.npy', file.getvalue())
    np.concatenate([a.astype('<f8').ravel() for a in arrays.values()]).tofile(f'{folder}/{n}.f8')`
    runPython(['-W', 'ignore', '-c', code, folder, JSON.stringify(variants)])
    variants.forEach((_, n) => {
      const { hidden, W1, b1, W2, b2 } = decodeNpz(readFileSync(join(folder, `${n}.npz`)), `${n}.npz`)
      expect(hidden).toBe(3)
      const expected = new Float64Array(new Uint8Array(readFileSync(join(folder, `${n}.f8`))).buffer)
      expect(Float64Array.of(...W1, ...b1, ...W2, ...b2)).toEqual(expected)
    })
  })
})

describe('weights in the layouts of others', () => {
  const book = { inputs: 784, hidden: 3, classes: 10 }
  const random = (length: number, seed: number) =>
    Float64Array.from({ length }, (_, i) => Math.sin(1 + seed * 7 + i * 3.1))
  const weights = { ...book, W1: random(2352, 1), b1: random(3, 2), W2: random(30, 3), b2: random(10, 4) }
  const turned = (data: Float64Array, rows: number, cols: number) =>
    Float64Array.from(data, (_, i) => data[(i % rows) * cols + Math.floor(i / rows)] ?? 0)

  it.each([
    [[3], [10]],
    [
      [1, 3],
      [10, 1],
    ],
  ])('(H, 784) and (10, H), as PyTorch has them, with biases of shapes %j and %j', (b1, b2) => {
    const bytes = zipSync({
      'W1.npy': encodeNpy([3, 784], turned(weights.W1, 784, 3)),
      'b1.npy': encodeNpy(b1, weights.b1),
      'W2.npy': encodeNpy([10, 3], turned(weights.W2, 3, 10)),
      'b2.npy': encodeNpy(b2, weights.b2),
    })
    expect(decodeNpz(bytes, 'torch.npz')).toEqual(weights)
  })

  it.skipIf(collected === undefined)(
    'the collected ones open: PyTorch shapes, a ZIP64 directory; a pickle is named',
    () => {
      const read = (name: string) => new Uint8Array(readFileSync(join(collected ?? '', 'weights', name)))
      for (const name of ['torch_shapes.npz', 'zip64_directory.npz']) {
        expect(decodeNpz(read(name), name)).toMatchObject({ inputs: 784, hidden: 4, classes: 10 })
      }
      expect(() => decodeNpz(read('book_params.pkl'), 'book_params.pkl')).toThrow('"looksLike":"pickle"')
    },
  )
})
