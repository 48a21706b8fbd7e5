import { onMounted, watch } from 'vue'
import type { Ref } from 'vue'

/**
 * Every view begins at its top and comes back where it was left: they share what they scroll in.
 * @param scroller - what scrolls
 * @param view - the view that it shows
 */
export function useViewScroll(scroller: Readonly<Ref<HTMLElement | null>>, view: Readonly<Ref<string>>): void {
  const left = new Map<string, number>()
  onMounted(() => {
    watch(view, (_to, from) => left.set(from, scroller.value?.scrollTop ?? 0), { flush: 'pre' })
    watch(view, (to) => scroller.value?.scrollTo({ top: left.get(to) ?? 0, behavior: 'instant' }), { flush: 'post' })
  })
}
