import { useEventListener, useMutationObserver } from '@vueuse/core'
import { readonly, ref } from 'vue'
import type { Ref } from 'vue'
import { typeScale } from './rem'

/** The theme on show, followed as it changes (set on the root element by main.ts). */
export function useShownTheme(): Readonly<Ref<'light' | 'dark'>> {
  const root = document.documentElement
  const read = (): 'light' | 'dark' => (root.dataset['theme'] === 'dark' ? 'dark' : 'light')
  const theme = ref(read())
  useMutationObserver(root, () => (theme.value = read()), { attributeFilter: ['data-theme'] })
  return readonly(theme)
}

/** How large type is drawn, see {@link typeScale}, followed as the window changes. */
export function useTypeScale(): Readonly<Ref<number>> {
  const scale = ref(typeScale())
  useEventListener(window, 'resize', () => (scale.value = typeScale()))
  return readonly(scale)
}
