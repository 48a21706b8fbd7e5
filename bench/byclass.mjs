import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** EMNIST byclass: images per split, and the number of classes. */
const SPLITS = { train: 697_932, test: 116_323 }
const CLASSES = 62
const INPUTS = 784

/** Writes a dataset with the size, file names and format of EMNIST byclass into a folder: MNIST images, repeated. */
export function writeByclass(data, folder) {
  const real = gunzipSync(readFileSync(join(data, 'train-images-idx3-ubyte.gz'))).subarray(16)
  const write = (split, part, header, bytes) => {
    const file = Buffer.alloc(4 * header.length + bytes.length)
    header.forEach((value, i) => file.writeUInt32BE(value, 4 * i))
    file.set(bytes, 4 * header.length)
    writeFileSync(join(folder, `emnist-byclass-${split}-${part}-ubyte.gz`), gzipSync(file, { level: 1 }))
  }
  for (const [split, count] of Object.entries(SPLITS)) {
    const images = Buffer.alloc(count * INPUTS)
    for (let at = 0; at < images.length; at += real.length) images.set(real.subarray(0, images.length - at), at)
    write(split, 'images-idx3', [2051, count, 28, 28], images)
    const labels = Uint8Array.from({ length: count }, (_, n) => n % CLASSES)
    write(split, 'labels-idx1', [2049, count], labels)
  }
}
