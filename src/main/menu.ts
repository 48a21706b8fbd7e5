import { Menu, app } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { FolderToken, MenuCommand } from '../shared/contract/studioApi'
import type { Language } from '../shared/i18n/messages'
import { messagesOf } from '../shared/i18n/messages'
import type { Page } from './page'
import type { SettingsStore } from './settings'

const isMac = process.platform === 'darwin'

function template(
  language: Language,
  recent: readonly FolderToken[],
  command: (name: MenuCommand) => () => void,
): MenuItemConstructorOptions[] {
  const { menu } = messagesOf(language).desktop
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const about: MenuItemConstructorOptions = { label: menu.about, click: () => app.showAboutPanel() }
  const quit: MenuItemConstructorOptions = { role: 'quit', label: menu.quit }
  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [about, separator, { role: 'hide', label: menu.hide }, separator, quit],
  }
  return [
    ...(isMac ? [application] : []),
    {
      label: menu.file,
      submenu: [
        { label: menu.openFolder, accelerator: 'CmdOrCtrl+O', click: command('openFolder') },
        {
          label: menu.openRecent,
          enabled: recent.length > 0,
          submenu: recent.map(({ token, name }) => ({
            // An ampersand in a folder's name would be taken for a mark of the access key.
            label: name.replaceAll('&', '&&'),
            click: command(`openRecent:${token}`),
          })),
        },
        { label: menu.downloadMnist, click: command('downloadMnist') },
        { label: menu.useSample, click: command('useSample') },
        separator,
        { label: menu.importWeights, accelerator: 'CmdOrCtrl+I', click: command('importWeights') },
        { label: menu.exportWeights, accelerator: 'CmdOrCtrl+E', click: command('exportWeights') },
        ...(isMac ? [] : [separator, quit]),
      ],
    },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo', label: menu.undo },
        { role: 'redo', label: menu.redo },
        separator,
        { role: 'cut', label: menu.cut },
        { role: 'copy', label: menu.copy },
        { role: 'paste', label: menu.paste },
        { role: 'selectAll', label: menu.selectAll },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { role: 'zoomIn', label: menu.zoomIn },
        { role: 'zoomOut', label: menu.zoomOut },
        { role: 'resetZoom', label: menu.resetZoom },
        separator,
        { role: 'togglefullscreen', label: menu.fullScreen },
        { role: 'toggleDevTools', label: menu.developerTools },
      ],
    },
    {
      label: menu.window,
      role: 'windowMenu',
      submenu: [
        { role: 'minimize', label: menu.minimize },
        { role: 'close', label: menu.close },
      ],
    },
    { label: menu.help, role: 'help', submenu: isMac ? [] : [about] },
  ]
}

/** The native menu in the language of the window; its own commands are carried out by the page. */
export function setupMenu(page: Page, settings: SettingsStore): void {
  let shown = ''
  function show(language: Language): void {
    const recent = settings.recentFolders()
    const wanted = JSON.stringify([language, recent])
    if (wanted === shown) return
    shown = wanted
    const { name, about } = messagesOf(language).desktop
    const command = (name: MenuCommand) => () => page.emit('menu.command', name)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template(language, recent, command)))
    app.setAboutPanelOptions({ applicationName: name, applicationVersion: app.getVersion(), credits: about })
    page.window()?.setTitle(name)
  }
  show(settings.settings().language)
  settings.onChange(({ language }) => show(language))
}
