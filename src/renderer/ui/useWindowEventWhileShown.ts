import { useEventListener } from '@vueuse/core'
import { onActivated, onDeactivated } from 'vue'

/** Listens to an event of the window while the component is shown: not while its view is kept alive behind another one. */
export function useWindowEventWhileShown<Name extends keyof WindowEventMap>(
  name: Name,
  listener: (event: WindowEventMap[Name]) => void,
): void {
  let shown = true
  onActivated(() => (shown = true))
  onDeactivated(() => (shown = false))
  useEventListener(window, name, (event) => {
    if (shown) listener(event)
  })
}
