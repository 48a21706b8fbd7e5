import { FASHION } from '../data/catalogue'
import { messagesOf } from './messages'
import type { Language } from './messages'

/**
 * The name of a class in words of a language, where there are some.
 * @param name - neutral of language, as a dataset has it
 */
export function classWord(name: string, language: Language): string {
  const fashion = FASHION.classNames.indexOf(name)
  return messagesOf(language).data.fashion[fashion] ?? name
}

/**
 * The name of a class in a language, where it has one.
 * @param classNames - neutral class names
 * @param label - 0..classes-1; the number itself is the answer for any other
 */
export const classNameOf = (
  { classNames }: { readonly classNames: readonly string[] },
  label: number,
  language: Language,
): string => classWord(classNames[label] ?? String(label), language)
