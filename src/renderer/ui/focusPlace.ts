/** Where the focus is: in a field, keys type text; on a control, the space bar and arrows operate it. */
export type FocusPlace = 'field' | 'control' | 'page'

/** Elements that use the arrow keys themselves. */
const OWN_ARROWS = '[role="tablist"], [role="listbox"], [role="application"], [data-keys="arrows"]'

/** Finds where the focus is. A button uses only the space bar, not the arrows. */
export function focusPlace(target: EventTarget | null, code: string): FocusPlace {
  if (target instanceof Element && target.closest(OWN_ARROWS) !== null && code !== 'Space') return 'control'
  if (!(target instanceof HTMLElement)) return 'page'
  if (target instanceof HTMLInputElement)
    return ['radio', 'checkbox', 'range'].includes(target.type) ? 'control' : 'field'
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return 'field'
  if (target instanceof HTMLSelectElement) return 'control'
  return code === 'Space' && target.closest('button, summary, a') ? 'control' : 'page'
}
