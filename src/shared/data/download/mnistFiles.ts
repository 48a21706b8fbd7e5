/** A file that mirrors offer. */
export interface PublishedFile {
  readonly name: string
  /** Bytes as first published; a mirror may have recompressed it, so this only serves the progress bar. */
  readonly bytes: number
  readonly unpackedBytes: number
  /** SHA-256 of the unpacked content, lower-case hex: the same however a mirror compressed it. */
  readonly sha256: string
}

/** The four files of MNIST. Source: computed from the files; equal to published checksums. */
export const MNIST_FILES: readonly PublishedFile[] = [
  {
    name: 't10k-labels-idx1-ubyte.gz',
    bytes: 4542,
    unpackedBytes: 10_008,
    sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
  {
    name: 'train-labels-idx1-ubyte.gz',
    bytes: 28_881,
    unpackedBytes: 60_008,
    sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
  },
  {
    name: 't10k-images-idx3-ubyte.gz',
    bytes: 1_648_877,
    unpackedBytes: 7_840_016,
    sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
  },
  {
    name: 'train-images-idx3-ubyte.gz',
    bytes: 9_912_422,
    unpackedBytes: 47_040_016,
    sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
  },
]

/**
 * Mirrors in the order in which they are tried: CVDF (TensorFlow Datasets), PyTorch (torchvision), Baidu
 * (PaddlePaddle; fast in China), Azure Open Datasets. yann.lecun.com has answered 403 for years.
 */
export const MNIST_MIRRORS: readonly string[] = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
  'https://dataset.bj.bcebos.com/mnist/',
  'https://azureopendatastorage.blob.core.windows.net/mnist/',
]

/** Progress of a download, in compressed bytes of all files. */
export interface DownloadProgress {
  readonly file: string
  /** Host name of the mirror in use. */
  readonly host: string
  readonly done: number
  readonly total: number
}
