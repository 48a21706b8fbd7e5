import type { NetworkInfo } from '../training/runTypes'

/** Small images for a gallery. */
export interface Thumbnails {
  readonly rows: number
  readonly cols: number
  /** (count, rows * cols) u8. */
  readonly images: Uint8Array
  /** (count,) */
  readonly labels: Uint8Array
  /** (count,) positions in the split. */
  readonly indices: Uint32Array
}

/** A page of the images of a class, in the order of the split. */
export interface SamplePage extends Thumbnails {
  /** Images of the class in the split. */
  readonly total: number
}

/** The mean image of each class. */
export interface ClassMeans {
  readonly rows: number
  readonly cols: number
  /** (classes, rows * cols) u8, rounded; 0 for a class without images. */
  readonly means: Uint8Array
  /** (classes,) images of each class. */
  readonly counts: Uint32Array
}

/** How often each pixel value occurs. */
export interface PixelHistogram {
  /** (256,) */
  readonly counts: Float64Array
  /** Images counted. */
  readonly images: number
}

/** Columns of W1 as small pictures. */
export interface FirstLayerImages {
  readonly rows: number
  readonly cols: number
  readonly count: number
  /** (count, rows * cols) float32: column h of W1 for each of the first `count` hidden neurons. */
  readonly weights: Float32Array
}

/** The model in use, or the comparison model. */
export type ModelSlot = 'current' | 'comparison'

/** The model in the comparison slot, which also classifies every drawing. */
export interface ComparisonModel extends NetworkInfo {
  /** file: from an .npz archive; run: from a saved run; now, best: copied from the current run. */
  readonly kind: 'file' | 'run' | 'now' | 'best'
  /** Iterations done by its weights; -1 when they came from a file or a saved run. */
  readonly iteration: number
}

/** A folder without its path, for the page: a name to show and a token that identifies it. */
export interface FolderToken {
  readonly token: string
  readonly name: string
}

/** The name of a file that was written. */
export interface SavedFile {
  readonly fileName: string
}
