/** Where the focus is: in a field keys are text; on a control the space bar and the arrows are the control's own. */
export type FocusPlace = 'field' | 'control' | 'page'

/** Says where the focus is. Arrows mean nothing to a button, so there only the space bar is taken. */
export function focusPlace(target: EventTarget | null, code: string): FocusPlace {
  if (!(target instanceof HTMLElement)) return 'page'
  if (target instanceof HTMLInputElement)
    return ['radio', 'checkbox', 'range'].includes(target.type) ? 'control' : 'field'
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return 'field'
  if (target instanceof HTMLSelectElement || target.closest('[role="tablist"]')) return 'control'
  return code === 'Space' && target.closest('button, summary, a') ? 'control' : 'page'
}
