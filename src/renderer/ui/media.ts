import { onScopeDispose, readonly, ref } from 'vue'
import type { Ref } from 'vue'
import { typeScale } from './rem'

/** Whether a media query holds at the moment. */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const media = matchMedia(query)
  const holds = ref(media.matches)
  const update = () => (holds.value = media.matches)
  media.addEventListener('change', update)
  onScopeDispose(() => media.removeEventListener('change', update))
  return readonly(holds)
}

/** The theme on show, followed as it changes (set on the root element by main.ts). */
export function useShownTheme(): Readonly<Ref<'light' | 'dark'>> {
  const root = document.documentElement
  const read = (): 'light' | 'dark' => (root.dataset['theme'] === 'dark' ? 'dark' : 'light')
  const theme = ref(read())
  const observer = new MutationObserver(() => (theme.value = read()))
  observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] })
  onScopeDispose(() => observer.disconnect())
  return readonly(theme)
}

/** How large type is drawn, see {@link typeScale}, followed as the window changes. */
export function useTypeScale(): Readonly<Ref<number>> {
  const scale = ref(typeScale())
  const update = () => (scale.value = typeScale())
  addEventListener('resize', update)
  onScopeDispose(() => removeEventListener('resize', update))
  return readonly(scale)
}
