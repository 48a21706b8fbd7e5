import { expect, it } from 'vitest'
import { COMMANDS, accelerator, ariaKey, keyCap, keyOf, viewKey } from '../../../src/shared/contract/commands'
import { messagesOf } from '../../../src/shared/i18n/messages'

it('gives no key to two commands', () => {
  const keys: string[] = COMMANDS.flatMap((command) => [...command.keys])
  expect(new Set(keys).size).toBe(keys.length)
})

it('writes a key as people, screen readers and the native menu need it', () => {
  expect(keyCap(keyOf('step'), '')).toBe('→')
  expect(keyCap(keyOf('toggle'), '空格')).toBe('空格')
  expect(keyCap(keyOf('redo'), '')).toBe('Ctrl+Y')
  expect(ariaKey(keyOf('anotherSeed'))).toBe('Shift+R')
  expect(accelerator(keyOf('step'))).toBe('Right')
  expect(accelerator(viewKey('inside'))).toBe('CmdOrCtrl+4')
})

it('calls a command by one name in menu and button', () => {
  const { app, desktop } = messagesOf('en')
  // A native menu writes & as &&.
  const plain = (name: string) => name.replaceAll('&&', '&').toLowerCase()
  for (const id of ['step', 'stop', 'anotherSeed'] as const)
    expect(plain(desktop.menu[id])).toBe(plain(app.controls[id]))
  expect(plain(desktop.menu.restart)).toBe(plain(`${app.controls.restart} ${app.controls.sameStart}`))
  expect(desktop.menu.toggle).toContain(app.controls.resume)
})
