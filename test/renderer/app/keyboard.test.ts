import { describe, expect, it } from 'vitest'
import { commandOfKey } from '../../../src/renderer/app/keyboard'
import type { KeyPress } from '../../../src/renderer/app/keyboard'

const key = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ code, key: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false },
  ...more,
})

describe('commandOfKey', () => {
  it('knows the keys of the page', () => {
    expect(commandOfKey(key('Space'), 'page')).toBe('toggle')
    expect(commandOfKey(key('ArrowRight'), 'page')).toBe('step')
    expect(commandOfKey(key('KeyR'), 'page')).toBe('restart')
    expect(commandOfKey(key('KeyZ', { ctrlKey: true }), 'page')).toBe('undo')
    expect(commandOfKey(key('KeyZ', { metaKey: true, shiftKey: true }), 'page')).toBe('redo')
    expect(commandOfKey(key('KeyY', { ctrlKey: true }), 'page')).toBe('redo')
  })

  it('leaves every key to a field and the space bar and arrows to a control', () => {
    for (const code of ['Space', 'ArrowRight', 'KeyR']) expect(commandOfKey(key(code), 'field')).toBeNull()
    expect(commandOfKey(key('KeyZ', { ctrlKey: true }), 'field')).toBeNull()
    expect(commandOfKey(key('Space'), 'control')).toBeNull()
    expect(commandOfKey(key('ArrowRight'), 'control')).toBeNull()
    expect(commandOfKey(key('KeyR'), 'control')).toBe('restart')
  })

  it('knows the list of keys by its character, wherever a keyboard has it, and stops by S', () => {
    expect(commandOfKey(key('Slash', { key: '?', shiftKey: true }), 'page')).toBe('shortcuts')
    expect(commandOfKey(key('Minus', { key: '?', shiftKey: true }), 'control')).toBe('shortcuts')
    expect(commandOfKey(key('Slash', { key: '?', shiftKey: true }), 'field')).toBeNull()
    expect(commandOfKey(key('KeyS', { key: 's' }), 'page')).toBe('stop')
    expect(commandOfKey(key('KeyS', { key: 's', ctrlKey: true }), 'page')).toBeNull()
  })

  it('does not mistake the reload of the browser, nor repeat a toggle', () => {
    expect(commandOfKey(key('KeyR', { ctrlKey: true }), 'page')).toBeNull()
    expect(commandOfKey(key('Space', { repeat: true }), 'page')).toBeNull()
    expect(commandOfKey(key('ArrowRight', { repeat: true }), 'page')).toBe('step')
  })
})
