import { useEventListener, useMutationObserver } from '@vueuse/core'
import { readonly, ref } from 'vue'
import type { Ref } from 'vue'
import { typeScale } from './rem'

/** The current theme, reactive (main.ts sets it on the root element). */
export function useShownTheme(): Readonly<Ref<'light' | 'dark'>> {
  const root = document.documentElement
  const read = (): 'light' | 'dark' => (root.dataset['theme'] === 'dark' ? 'dark' : 'light')
  const theme = ref(read())
  useMutationObserver(root, () => (theme.value = read()), { attributeFilter: ['data-theme'] })
  return readonly(theme)
}

/** The {@link typeScale}, reactive. */
export function useTypeScale(): Readonly<Ref<number>> {
  const scale = ref(typeScale())
  useEventListener(window, 'resize', () => (scale.value = typeScale()))
  return readonly(scale)
}
