import { shallowRef, watch } from 'vue'
import type { ShallowRef, WatchSource } from 'vue'

/**
 * Asks again whenever a source changes and keeps the answer to the last question only: what was asked before and arrives
 * late is dropped.
 * @param ask - null when there is nothing to show
 */
export function useLatest<T>(
  sources: readonly WatchSource[],
  ask: () => Promise<T | null>,
): Readonly<ShallowRef<T | null>> {
  const answer = shallowRef<T | null>(null)
  let asked = 0
  watch(
    [...sources],
    async () => {
      const mine = ++asked
      const got = await ask()
      if (mine === asked) answer.value = got
    },
    { immediate: true },
  )
  return answer
}
