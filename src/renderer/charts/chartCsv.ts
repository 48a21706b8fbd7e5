import { encodeCsv } from '../../shared/formats/csv'
import type { Curves } from './curves'

/** Excel reads a file as UTF-8 only with a byte order mark. */
const BOM = '\uFEFF'

/** @returns every recorded loss, raw and smoothed as shown, one line per iteration (0-based, as the book counts) */
export const lossCsv = ({ loss, smoothedLoss }: Curves): string =>
  BOM + encodeCsv({ iters_num: loss.xs, loss: loss.ys, smoothed: smoothedLoss.ys })

/** @returns every pair of accuracies, one line per epoch, 0..1 */
export const accuracyCsv = ({ trainAccuracy, testAccuracy }: Curves): string =>
  BOM + encodeCsv({ epoch: testAccuracy.xs, train_acc: trainAccuracy.ys, test_acc: testAccuracy.ys })
