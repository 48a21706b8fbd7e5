import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Ref } from 'vue'

/** Entries added in each frame after the first: few enough to keep the frame short. */
const STEP = 20

/**
 * How many entries of a long list are rendered: in the first frame those that are visible, the rest in the following frames.
 * @param first - how many entries can be visible at once
 * @param length - of the whole list
 */
export function useGrowingList(first: number, length: () => number): Ref<number> {
  const rendered = ref(first)
  let frame = 0
  function renderMore(): void {
    rendered.value = rendered.value < length() ? rendered.value + STEP : Infinity
    if (rendered.value !== Infinity) frame = requestAnimationFrame(renderMore)
  }
  // A frame callback runs before its frame is painted: only in the second one are the first entries on the screen.
  onMounted(() => (frame = requestAnimationFrame(() => (frame = requestAnimationFrame(renderMore)))))
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return rendered
}
