import type { ImageSet } from './dataset'

/** The two parts of a dataset. */
export type Split = 'train' | 'test'

/** The size of a split. */
export type SplitSize = Pick<ImageSet, 'count' | 'rows' | 'cols'>
