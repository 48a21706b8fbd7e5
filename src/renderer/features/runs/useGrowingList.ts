import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Ref } from 'vue'

/** Added in each frame after the first: few enough for a frame to stay short. */
const MORE = 20

/**
 * How much of a long list is made: in the first frame what can be seen, the rest in the frames after it.
 * @param first - how many entries may be seen at once
 * @param length - of the whole list
 */
export function useGrowingList(first: number, length: () => number): Ref<number> {
  const made = ref(first)
  let frame = 0
  function makeMore(): void {
    made.value = made.value < length() ? made.value + MORE : Infinity
    if (made.value !== Infinity) frame = requestAnimationFrame(makeMore)
  }
  // A frame callback still comes before that frame is painted: the first entries are seen before the second one.
  onMounted(() => (frame = requestAnimationFrame(() => (frame = requestAnimationFrame(makeMore)))))
  onBeforeUnmount(() => cancelAnimationFrame(frame))
  return made
}
