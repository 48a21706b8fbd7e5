import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { gzipSync } from 'fflate'
import { openFileFolder } from '../../../src/renderer/hosts/fileFolder'
import { encodeIdxImages, encodeIdxLabels } from '../../../src/shared/data/idx'
import { readWholeDataset } from '../../../src/shared/data/readers/readDataset'

// Node has no such global; without it the browser's reader computes no checksum.
beforeAll(() => void vi.stubGlobal('isSecureContext', false))
afterAll(() => void vi.unstubAllGlobals())

const images = Uint8Array.from({ length: 30 * 784 }, (_, i) => (i * 31) % 251)
const labels = Uint8Array.from({ length: 30 }, (_, i) => i % 10)
const content: readonly (readonly [string, Uint8Array])[] = [
  ['train-images-idx3-ubyte', encodeIdxImages(images, 28, 28)],
  ['train-labels-idx1-ubyte', encodeIdxLabels(labels)],
  ['t10k-images-idx3-ubyte', encodeIdxImages(images, 28, 28)],
  ['t10k-labels-idx1-ubyte', encodeIdxLabels(labels)],
]
const junk = new Uint8Array([1, 2, 3, 0x1f, 0x99, 0, 0, 7])
const file = (name: string, ...parts: readonly Uint8Array[]): File =>
  new File(
    parts.map((part) => new Uint8Array(part)),
    name,
  )
const folderOf = (name: string, files: readonly File[]) => ({ name, files, folders: [] })

it('bytes behind the end of a gzip file are ignored in a browser, too', async () => {
  const files = content.map(([name, bytes]) => file(`${name} (1).gz`, gzipSync(bytes), junk))
  const dataset = await readWholeDataset(openFileFolder(folderOf('x', files)))
  expect(dataset?.train).toMatchObject({ images, labels, count: 30 })
})

it('four folders with a file each, dropped at once, are one dataset', async () => {
  const folders = content.map(([name, bytes]) => folderOf(name, [file(name, bytes)]))
  const dataset = await readWholeDataset(openFileFolder({ name: 'MNIST', files: [], folders }))
  expect(dataset?.test).toMatchObject({ images, labels, count: 30 })
})
