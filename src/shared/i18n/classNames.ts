import { FASHION } from '../data/catalogue'
import { messagesOf } from './messages'
import type { Language } from './messages'

/**
 * Translates the name of a class, if there is a translation.
 * @param name - independent of language, as in a dataset
 */
export function classWord(name: string, language: Language): string {
  const fashion = FASHION.classNames.indexOf(name)
  return messagesOf(language).data.fashion[fashion] ?? name
}

/**
 * The translated name of a class.
 * @param classNames - independent of language
 * @param label - 0..classes-1; for any other the number itself is returned
 */
export const classNameOf = (
  { classNames }: { readonly classNames: readonly string[] },
  label: number,
  language: Language,
): string => classWord(classNames[label] ?? String(label), language)
