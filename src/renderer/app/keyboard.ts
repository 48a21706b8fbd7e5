import { COMMANDS } from '../../shared/contract/commands'
import type { CommandId, Key } from '../../shared/contract/commands'
import type { FocusPlace } from '../ui/focusPlace'

/** The relevant part of a keyboard event. */
export interface KeyPress {
  /** The character, for keys that are matched by character. */
  readonly key: string
  /** The position on the keyboard, for all others. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly repeat: boolean
}

/** Keys that a focused control uses itself. */
const CONTROL_KEYS: readonly Key[] = ['Space', 'ArrowRight']

/** @returns the command of a key pressed anywhere in the page; null when it has none */
export function commandOfKey(press: KeyPress, place: FocusPlace): CommandId | null {
  if (place === 'field') return null
  const found = COMMANDS.find((command) => {
    if (command.listens !== 'page' || (press.repeat && !('repeats' in command))) return false
    return command.keys.some((key) => matches(key, press) && !(place === 'control' && CONTROL_KEYS.includes(key)))
  })
  return found?.id ?? null
}

function matches(key: Key, press: KeyPress): boolean {
  const parts = key.split('+')
  const name = parts.at(-1) ?? ''
  if (press.altKey || parts.includes('Mod') !== (press.ctrlKey || press.metaKey)) return false
  // Whether `?` needs Shift differs between keyboards.
  if (name === '?') return press.key === '?'
  return parts.includes('Shift') === press.shiftKey && press.code === (name.length === 1 ? `Key${name}` : name)
}
