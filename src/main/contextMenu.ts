import { Menu } from 'electron'
import type { BrowserWindow } from 'electron'
import { messagesOf } from '../shared/i18n/messages'
import type { SettingsStore } from './settings'

/** The context menu of text, which Electron lacks: cut, copy, paste, select all. */
export function addContextMenu(window: BrowserWindow, settings: SettingsStore): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags }) => {
    const { menu } = messagesOf(settings.settings().language).desktop
    const copy = { role: 'copy', label: menu.copy, enabled: editFlags.canCopy } as const
    if (isEditable) {
      const cut = { role: 'cut', label: menu.cut, enabled: editFlags.canCut } as const
      const paste = { role: 'paste', label: menu.paste, enabled: editFlags.canPaste } as const
      const selectAll = { role: 'selectAll', label: menu.selectAll } as const
      Menu.buildFromTemplate([cut, copy, paste, { type: 'separator' }, selectAll]).popup({ window })
    } else if (selectionText.trim() !== '') {
      Menu.buildFromTemplate([copy]).popup({ window })
    }
  })
}
