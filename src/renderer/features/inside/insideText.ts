import { computed } from 'vue'
import { classWord } from '../../../shared/i18n/classNames'
import { useText } from '../../state/i18n'
import { useInside } from './useInside'

/** The name of a class in the current language, of the iteration on show. */
export function useClassName() {
  const { iteration } = useInside()
  const { language } = useText()
  return computed(() => {
    const names = iteration.value?.capture.classNames ?? []
    return (label: number): string => classWord(names[label] ?? String(label), language.value)
  })
}
