import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'
import type { Ref } from 'vue'

/** Keeps `open` true while the component of this call is on the page. */
export function openWhileShown(open: Ref<boolean>): void {
  onMounted(() => (open.value = true))
  onActivated(() => (open.value = true))
  onDeactivated(() => (open.value = false))
  onBeforeUnmount(() => (open.value = false))
}
