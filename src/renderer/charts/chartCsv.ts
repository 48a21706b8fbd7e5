import type { Curves } from './curves'

/** Excel takes a file for UTF-8 only with this mark. */
const BOM = '\uFEFF'

/** @returns every recorded loss, raw and smoothed as shown, one line per iteration (0-based, as the book counts) */
export function lossCsv({ loss, smoothedLoss }: Curves): string {
  const lines = ['iters_num,loss,smoothed']
  for (let i = 0; i < loss.length; i++) lines.push(`${loss.x(i)},${loss.y(i)},${smoothedLoss.y(i)}`)
  return `${BOM}${lines.join('\n')}\n`
}

/** @returns every accuracy pair, one line per epoch, 0..1 */
export function accuracyCsv({ trainAccuracy, testAccuracy }: Curves): string {
  const lines = ['epoch,train_acc,test_acc']
  for (let i = 0; i < testAccuracy.length; i++) {
    lines.push(`${testAccuracy.x(i)},${trainAccuracy.y(i)},${testAccuracy.y(i)}`)
  }
  return `${BOM}${lines.join('\n')}\n`
}
