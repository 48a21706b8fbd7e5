import type { DatasetSummary } from '../data/dataset'
import { messagesOf } from './messages'
import type { Language } from './messages'

/**
 * What a label stands for, in words of a language where there are some.
 * @param dataset - its set and neutral class names
 * @param label - 0..classes-1; the number itself is the answer for any other
 */
export function classNameOf(
  dataset: Pick<DatasetSummary, 'set' | 'classNames'>,
  label: number,
  language: Language,
): string {
  const own = dataset.set === 'fashion' ? messagesOf(language).data.fashion[label] : undefined
  return own ?? dataset.classNames[label] ?? String(label)
}
