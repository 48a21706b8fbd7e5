import { onMounted, watch } from 'vue'
import type { Ref } from 'vue'

/**
 * Keeps the scroll position of every view, because all views share one scrolling element.
 * @param scroller - the scrolling element
 * @param view - the view that it shows
 */
export function useViewScroll(scroller: Readonly<Ref<HTMLElement | null>>, view: Readonly<Ref<string>>): void {
  const left = new Map<string, number>()
  onMounted(() => {
    watch(view, (_to, from) => left.set(from, scroller.value?.scrollTop ?? 0), { flush: 'pre' })
    watch(view, (to) => scroller.value?.scrollTo({ top: left.get(to) ?? 0, behavior: 'instant' }), { flush: 'post' })
  })
}
