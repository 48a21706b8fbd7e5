import type { FocusPlace } from '../ui/focusPlace'

/** What a key does anywhere in the window. */
export type Shortcut = 'toggle' | 'step' | 'stop' | 'restart' | 'anotherSeed' | 'undo' | 'redo' | 'shortcuts'

/** The part of a keyboard event that decides. */
export interface KeyPress {
  /** The character, for keys that are found by what is printed on them. */
  readonly key: string
  /** The place on the keyboard, for all others. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly repeat: boolean
}

/** @returns null when the key means nothing here */
export function shortcutOf(key: KeyPress, place: FocusPlace): Shortcut | null {
  if (place === 'field' || key.altKey) return null
  if (key.ctrlKey || key.metaKey) {
    if (key.code === 'KeyZ') return key.shiftKey ? 'redo' : 'undo'
    return key.code === 'KeyY' ? 'redo' : null
  }
  // Where it is printed differs between keyboards, with or without Shift.
  if (key.key === '?') return 'shortcuts'
  if (key.code === 'KeyR' && !key.repeat) return key.shiftKey ? 'anotherSeed' : 'restart'
  if (key.shiftKey) return null
  if (key.code === 'KeyS' && !key.repeat) return 'stop'
  if (place === 'control') return null
  if (key.code === 'Space') return key.repeat ? null : 'toggle'
  return key.code === 'ArrowRight' ? 'step' : null
}
