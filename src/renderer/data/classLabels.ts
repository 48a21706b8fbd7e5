import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { classNameOf } from '../../shared/i18n/classNames'
import { useText } from '../i18n'
import { useStudio } from '../studio'

/**
 * What the outputs of a network of `classes` classes stand for, in the language of the moment: the words of the dataset in
 * use where it has as many classes, else numbers.
 */
export function useClassLabels(classes: () => number): ComputedRef<readonly string[]> {
  const { dataset } = useStudio().stores
  const { language } = useText()
  return computed(() => {
    const summary = dataset.state.value.summary
    return Array.from({ length: classes() }, (_, label) =>
      summary?.classes === classes() ? classNameOf(summary, label, language.value) : String(label),
    )
  })
}
