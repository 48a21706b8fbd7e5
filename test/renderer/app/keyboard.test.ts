import { describe, expect, it } from 'vitest'
import { shortcutOf } from '../../../src/renderer/app/keyboard'
import type { KeyPress } from '../../../src/renderer/app/keyboard'

const key = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ code, key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false },
  ...more,
})

describe('shortcutOf', () => {
  it('knows the keys of the page', () => {
    expect(shortcutOf(key('Space'), 'page')).toBe('toggle')
    expect(shortcutOf(key('ArrowRight'), 'page')).toBe('step')
    expect(shortcutOf(key('KeyR'), 'page')).toBe('restart')
    expect(shortcutOf(key('KeyZ', { ctrlKey: true }), 'page')).toBe('undo')
    expect(shortcutOf(key('KeyZ', { metaKey: true, shiftKey: true }), 'page')).toBe('redo')
    expect(shortcutOf(key('KeyY', { ctrlKey: true }), 'page')).toBe('redo')
  })

  it('leaves every key to a field and the space bar and arrows to a control', () => {
    for (const code of ['Space', 'ArrowRight', 'KeyR']) expect(shortcutOf(key(code), 'field')).toBeNull()
    expect(shortcutOf(key('KeyZ', { ctrlKey: true }), 'field')).toBeNull()
    expect(shortcutOf(key('Space'), 'control')).toBeNull()
    expect(shortcutOf(key('ArrowRight'), 'control')).toBeNull()
    expect(shortcutOf(key('KeyR'), 'control')).toBe('restart')
  })

  it('knows the list of keys by its character, wherever a keyboard has it, and stops by S', () => {
    expect(shortcutOf(key('Slash', { key: '?', shiftKey: true }), 'page')).toBe('shortcuts')
    expect(shortcutOf(key('Minus', { key: '?', shiftKey: true }), 'control')).toBe('shortcuts')
    expect(shortcutOf(key('Slash', { key: '?', shiftKey: true }), 'field')).toBeNull()
    expect(shortcutOf(key('KeyS', { key: 's' }), 'page')).toBe('stop')
    expect(shortcutOf(key('KeyS', { key: 's', ctrlKey: true }), 'page')).toBeNull()
  })

  it('does not mistake the reload of the browser, nor repeat a toggle', () => {
    expect(shortcutOf(key('KeyR', { ctrlKey: true }), 'page')).toBeNull()
    expect(shortcutOf(key('Space', { repeat: true }), 'page')).toBeNull()
    expect(shortcutOf(key('ArrowRight', { repeat: true }), 'page')).toBe('step')
  })
})
