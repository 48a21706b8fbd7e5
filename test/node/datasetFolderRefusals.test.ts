import { describe, expect, it } from 'vitest'
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createGzip, gunzipSync, gzipSync } from 'node:zlib'
import { createWriteStream, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { loadDatasetFolder } from '../../src/node/datasetFolder'
import { TEST, content, digits, folder, failure, makeFolder, names, put } from './folderSupport'

makeFolder()
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

describe('loadDatasetFolder refuses', () => {
  it('an empty folder, also one with hidden files only', async () => {
    const empty = join(folder, '空')
    await mkdir(empty)
    await writeFile(join(empty, '.DS_Store'), 'x')
    expect(await failure(empty)).toMatchObject({ code: 'DATA_FOLDER_EMPTY', detail: { folder: '空' } })
  })

  it('a folder that does not exist or is a file, without telling the whole path', async () => {
    const error = await failure(join(folder, 'no such'))
    expect(error).toMatchObject({
      code: 'DATA_FOLDER_UNREADABLE',
      detail: { folder: 'no such', reason: 'ENOENT' },
    })
    expect((await failure(join(folder, names.trainImages))).code).toBe('DATA_FOLDER_UNREADABLE')
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a folder without read permission', async () => {
    await chmod(folder, 0o000)
    expect((await failure()).code).toBe('DATA_FOLDER_UNREADABLE')
    await chmod(folder, 0o700)
  })

  it.each(Object.values(names))('a folder without %s, and names it', async (name) => {
    await rm(join(folder, name))
    const error = await failure()
    expect(error.code).toBe('DATA_FILE_MISSING')
    const others = Object.values(names).filter((other) => other !== name)
    expect(error.detail).toMatchObject({ file: [name], found: others.sort() })
  })

  it('images and labels swapped', async () => {
    await put(names.trainImages, gzipSync(content.trainLabels))
    await put(names.trainLabels, gzipSync(content.trainImages))
    expect(await failure()).toMatchObject({
      code: 'DATA_WRONG_KIND',
      detail: { file: names.trainImages, expectedKind: 'images', foundKind: 'labels' },
    })
  })

  it.each([
    ['html', text('<!doctype html><title>403</title>')],
    ['lfs', text('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n')],
    ['zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
    ['png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['empty', new Uint8Array(0)],
    ['gzipTwice', gzipSync(gzipSync(gzipSync(content.testImages)))],
    ['html', gzipSync('<html></html>')],
    ['empty', gzipSync('')],
  ])('a file that is really %s (case %#)', async (looksLike, bytes) => {
    await put(names.testImages, bytes)
    expect(await failure()).toMatchObject({
      code: 'DATA_WRONG_MAGIC',
      detail: { file: names.testImages, expected: '0x00000803', looksLike },
    })
  })

  it('truncated files, gzipped and plain, and says how much is there', async () => {
    await put(names.testImages, gzipSync(content.testImages.subarray(0, 5000)))
    const detail = { file: names.testImages, expectedBytes: content.testImages.length, foundBytes: 5000 }
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail })
    await put(names.testImages, content.testImages.subarray(0, 5000))
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail })
    await put(names.testImages, content.testImages.subarray(0, 9))
    expect(await failure()).toMatchObject({ code: 'DATA_TRUNCATED', detail: { expectedBytes: 16, foundBytes: 9 } })
  })

  it('files that are too long by one byte, gzipped and plain', async () => {
    const longer = new Uint8Array(content.trainLabels.length + 1)
    longer.set(content.trainLabels)
    const expected = {
      code: 'DATA_TOO_LONG',
      detail: { file: names.trainLabels, expectedBytes: content.trainLabels.length, foundBytes: longer.length },
    }
    await put(names.trainLabels, gzipSync(longer))
    expect(await failure()).toMatchObject(expected)
    await put(names.trainLabels, longer)
    expect(await failure()).toMatchObject(expected)
  })

  it('counts that differ', async () => {
    await put(names.testLabels, gzipSync(encodeIdxLabels(digits(TEST + 1))))
    expect(await failure()).toMatchObject({
      code: 'DATA_COUNTS_DIFFER',
      detail: { imagesFile: names.testImages, imageCount: TEST, labelsFile: names.testLabels, labelCount: TEST + 1 },
    })
  })

  it('images that are not 28x28, no images, and a label over 9', async () => {
    await put(names.testImages, gzipSync(encodeIdxImages(new Uint8Array(TEST * 32 * 32), 32, 32)))
    expect(await failure()).toMatchObject({ code: 'DATA_IMAGE_SIZE', detail: { rows: 32, cols: 32 } })
    await put(names.testImages, gzipSync(encodeIdxImages(new Uint8Array(0), 28, 28)))
    expect((await failure()).code).toBe('DATA_NO_IMAGES')
    await put(names.testImages, gzipSync(content.testImages))
    const labels = digits(TEST)
    labels[6] = 12
    await put(names.testLabels, gzipSync(encodeIdxLabels(labels)))
    expect(await failure()).toMatchObject({
      code: 'DATA_LABEL_RANGE',
      detail: { file: names.testLabels, index: 7, label: 12, max: 9 },
    })
  })

  it('broken gzip: cut off, damaged inside, damaged checksum', async () => {
    const whole = gzipSync(content.trainImages)
    const damagedInside = Buffer.from(whole)
    damagedInside.fill(0xff, 100, 300)
    const damagedChecksum = Buffer.from(whole)
    damagedChecksum.writeUInt32LE(0, whole.length - 8)
    for (const [bytes, reason] of [
      [whole.subarray(0, whole.length / 2), 'cutOff'],
      [whole.subarray(0, 12), 'cutOff'],
      [damagedInside, 'garbled'],
      [damagedChecksum, 'checksum'],
    ] as const) {
      await put(names.trainImages, bytes)
      expect(await failure()).toMatchObject({ code: 'DATA_GZIP_BROKEN', detail: { file: names.trainImages, reason } })
    }
    expect(gunzipSync(whole).length).toBe(content.trainImages.length)
  })

  it('a gzip of 10 MB that unpacks to 10 GB, without unpacking it', async () => {
    // 10 GiB of zeros as 40 copies of one 256 MiB gzip member (members may follow each other) behind a header member:
    // built in moments, and a real bomb for any reader that does not stop.
    const member = join(folder, 'member')
    const zeros = Buffer.alloc(1 << 20)
    await pipeline(
      Readable.from(Array.from({ length: 256 }, () => zeros)),
      createGzip({ level: 9 }),
      createWriteStream(member),
    )
    const zip = readFileSync(member)
    // The checksum of the first 256 MiB is wrong: a reader that unpacks so far reports a broken file.
    const broken = Buffer.from(zip)
    broken.writeUInt32LE((broken.readUInt32LE(broken.length - 8) ^ 1) >>> 0, broken.length - 8)
    const bomb = (header: Uint8Array): Buffer =>
      Buffer.concat([gzipSync(header), broken, ...new Array<Buffer>(39).fill(zip)])
    await put(names.trainImages, bomb(content.trainImages.subarray(0, 16)))
    expect(await failure()).toMatchObject({
      code: 'DATA_TOO_LONG',
      detail: { file: names.trainImages, expectedBytes: content.trainImages.length },
    })

    const lying = Uint8Array.from(content.trainImages.subarray(0, 16))
    new DataView(lying.buffer).setUint32(4, 12_000_000)
    await put(names.trainImages, bomb(lying))
    expect(await failure()).toMatchObject({ code: 'DATA_TOO_LARGE', detail: { limitMegabytes: 1568 } })
    // As many as are allowed, and labels that agree: the bomb must not even be begun.
    const count = 2_000_000
    new DataView(lying.buffer).setUint32(4, count)
    await put(names.trainImages, bomb(lying))
    await put(names.trainLabels, gzipSync(encodeIdxLabels(new Uint8Array(count))))
    expect(await failure()).toMatchObject({
      code: 'DATA_TOO_LARGE',
      detail: { file: names.trainImages, limitMegabytes: 128 },
    })
    await put(names.trainImages, zip)
    expect(await failure()).toMatchObject({ code: 'DATA_WRONG_MAGIC', detail: { looksLike: 'unknown' } })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file without read permission', async () => {
    await chmod(join(folder, names.testLabels), 0o000)
    expect(await failure()).toMatchObject({ code: 'FILE_READ_FAILED', detail: { file: names.testLabels } })
  })

  it('a dataset and stays able to read the next one', async () => {
    await put(names.trainImages, 'nonsense')
    expect((await failure()).code).toBe('DATA_WRONG_MAGIC')
    await copyFile(join(folder, names.testImages), join(folder, names.trainImages))
    await copyFile(join(folder, names.testLabels), join(folder, names.trainLabels))
    expect((await loadDatasetFolder(folder))?.train.count).toBe(TEST)
  })
})
