import { shallowRef, watch } from 'vue'
import type { ShallowRef, WatchSource } from 'vue'

/**
 * Requests again whenever a source changes and keeps the reply to the latest request only: earlier ones that arrive late are
 * dropped.
 * @param request - resolves to null when there is nothing to show
 */
export function useLatest<T>(
  sources: readonly WatchSource[],
  request: () => Promise<T | null>,
): Readonly<ShallowRef<T | null>> {
  const value = shallowRef<T | null>(null)
  let latest = 0
  watch(
    [...sources],
    async () => {
      const mine = ++latest
      const reply = await request()
      if (mine === latest) value.value = reply
    },
    { immediate: true },
  )
  return value
}
