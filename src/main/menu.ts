import { Menu, app } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../shared/contract/events'
import type { FolderToken } from '../shared/contract/replies'
import type { Language } from '../shared/i18n/messages'
import { messagesOf } from '../shared/i18n/messages'
import type { Page } from './page'
import type { SettingsStore } from './settings'

const isMac = process.platform === 'darwin'

/** In the order of the rail. */
const VIEWS = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const

/**
 * Keys that the page listens to itself, because in a text field they are text: the menu only shows them. macOS cannot show a
 * key without taking it.
 */
const shownKey = (accelerator: string): MenuItemConstructorOptions =>
  isMac ? {} : { accelerator, registerAccelerator: false }

function template(
  language: Language,
  recent: readonly FolderToken[],
  command: (name: MenuCommand) => () => void,
): MenuItemConstructorOptions[] {
  const { desktop, app: words } = messagesOf(language)
  const { menu } = desktop
  const views = words.view
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
      label: menu.training,
      submenu: [
        { label: menu.toggle, ...shownKey('Space'), click: command('toggle') },
        { label: menu.step, ...shownKey('Right'), click: command('step') },
        { label: menu.stop, ...shownKey('S'), click: command('stop') },
        separator,
        { label: menu.restart, ...shownKey('R'), click: command('restart') },
        { label: menu.anotherSeed, ...shownKey('Shift+R'), click: command('anotherSeed') },
        separator,
        { label: menu.restoreBest, click: command('restoreBest') },
      ],
    },
    {
      label: menu.view,
      submenu: [
        ...VIEWS.map((view, index) => ({
          label: views[view],
          accelerator: `CmdOrCtrl+${index + 1}`,
          click: command(`view:${view}`),
        })),
        separator,
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
    {
      label: menu.help,
      role: 'help',
      submenu: [
        { label: menu.shortcuts, ...shownKey('?'), click: command('shortcuts') },
        ...(isMac ? [] : [separator, about]),
      ],
    },
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
  }
  show(settings.settings().language)
  settings.onChange(({ language }) => show(language))
}
