import { mkdir, mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOwnDigitsStore } from '../../src/main/ownDigitsStore'
import { NO_OWN_DIGITS, OWN_FILES, decodeOwnDigits, insertOwnDigit } from '../../src/shared/data/ownDigits'
import type { OwnDigits } from '../../src/shared/data/ownDigits'
import { OwnDigitsLibrary } from '../../src/shared/host/ownDigitsLibrary'
import type { OwnFile } from '../../src/shared/host/ownDigitsLibrary'

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'digit studio 我的-')), 'own-digits')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

const image = (ink: number) => new Uint8Array(784).fill(ink)
const some = (...labels: number[]) =>
  labels.reduce<OwnDigits>((own, label) => insertOwnDigit(own, { image: image(label), label }, 99), NO_OWN_DIGITS)

describe('ownDigitsStore', () => {
  it('is empty at first and returns what was written, also an empty set', async () => {
    const store = createOwnDigitsStore(folder)
    expect(await store.read()).toEqual(NO_OWN_DIGITS)
    for (const own of [some(3), some(3, 1, 4), NO_OWN_DIGITS]) {
      await store.write(own)
      expect(await createOwnDigitsStore(folder).read()).toEqual(own)
    }
  })

  it('keeps two IDX files in one folder and no older ones', async () => {
    const store = createOwnDigitsStore(folder)
    for (let n = 1; n <= 12; n++) await store.write(some(...Array.from({ length: n }, (_, i) => i % 10)))
    const [only, ...others] = await readdir(folder)
    expect(others).toEqual([])
    expect((await readdir(join(folder, only ?? ''))).sort()).toEqual([OWN_FILES.images, OWN_FILES.labels].sort())
    expect((await readFile(join(folder, only ?? '', OWN_FILES.images))).readUInt32BE(4)).toBe(12)
  })

  it('keeps letters under their names beside the digits', async () => {
    const { answers } = new OwnDigitsLibrary(createOwnDigitsStore(folder), () => Promise.resolve(null))
    for (const [ink, name] of [
      [1, '3'],
      [2, 'B'],
      [3, 'お'],
      [4, 'B'],
    ] as const)
      await answers['own.add']({ image: image(ink), name, at: null })
    await answers['own.relabel']({ at: 0, name: 'g' })
    const again = await createOwnDigitsStore(folder).read()
    expect(Array.from(again.labels, (label) => again.names[label])).toEqual(['g', 'B', 'お', 'B'])
    expect(again.names.slice(0, 10).join('')).toBe('0123456789')
  })

  it('reads what was there before when a save was cut off', async () => {
    const store = createOwnDigitsStore(folder)
    await store.write(some(7))
    await mkdir(join(folder, '.begun'))
    await writeFile(join(folder, '.begun', OWN_FILES.images), 'half')
    expect(await createOwnDigitsStore(folder).read()).toEqual(some(7))
    await store.write(some(7, 8))
    expect(await createOwnDigitsStore(folder).read()).toEqual(some(7, 8))
  })

  it('says so when a file is cut short, and leaves it alone', async () => {
    await createOwnDigitsStore(folder).write(some(7, 8))
    const [generation = ''] = await readdir(folder)
    await truncate(join(folder, generation, OWN_FILES.images), 800)
    const store = createOwnDigitsStore(folder)
    await expect(store.read()).rejects.toMatchObject({ code: 'DATA_TRUNCATED' })
    const keeper = new OwnDigitsLibrary(store, () => Promise.resolve(null))
    await expect(keeper.answers['own.add']({ image: image(1), name: '1', at: null })).rejects.toMatchObject({
      code: 'DATA_TRUNCATED',
    })
    expect(await readdir(folder)).toEqual([generation])
  })

  it('refuses a place it cannot write to', async () => {
    await writeFile(folder, 'a file where the folder should be')
    await expect(createOwnDigitsStore(folder).write(some(1))).rejects.toMatchObject({ code: 'FILE_READ_FAILED' })
  })
})

describe('OwnDigitsLibrary', () => {
  it('makes changes one after another, however fast they come', async () => {
    const keeper = new OwnDigitsLibrary(createOwnDigitsStore(folder), () => Promise.resolve(null))
    const { answers } = keeper
    await Promise.all(
      [1, 2, 3, 4].map(async (label) => answers['own.add']({ image: image(label), name: String(label), at: null })),
    )
    await Promise.all([answers['own.remove']({ at: 1 }), answers['own.relabel']({ at: 0, name: '9' })])
    expect([...(await createOwnDigitsStore(folder).read()).labels]).toEqual([9, 3, 4])
  })

  it('gives away two gzipped IDX files that read back the same', async () => {
    let given: readonly OwnFile[] = []
    const keeper = new OwnDigitsLibrary(createOwnDigitsStore(folder), (files) => {
      given = files
      return Promise.resolve({ fileName: 'x' })
    })
    await keeper.answers['own.add']({ image: image(6), name: '6', at: null })
    await keeper.answers['own.export'](null)
    expect(given.map(({ name }) => name)).toEqual(['own-images-idx3-ubyte.gz', 'own-labels-idx1-ubyte.gz'])
    const [images, labels] = given.map(({ bytes }) => gunzipSync(bytes))
    expect(decodeOwnDigits({ images: images ?? image(0), labels: labels ?? image(0) })).toEqual(some(6))
  })
})
