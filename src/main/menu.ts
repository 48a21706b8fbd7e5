import { Menu, app } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'
import { MENU_COMMANDS, VIEW_NAMES, accelerator, keyOf, viewKey } from '../shared/contract/commands'
import type { MenuCommand } from '../shared/contract/commands'
import type { FolderToken } from '../shared/contract/replies'
import type { Language } from '../shared/i18n/messages'
import { messagesOf } from '../shared/i18n/messages'
import { HAS_RELEASES, openReleases, setAboutPanel } from './about'
import type { Page } from './page'
import type { SettingsStore } from './settings'

const isMac = process.platform === 'darwin'

type MenuName = (typeof MENU_COMMANDS)[number]['menu']['name']

/** macOS cannot show a key without handling it, so keys that the page handles are not shown there. */
function keyShown({ id, keys, listens }: (typeof MENU_COMMANDS)[number]): MenuItemConstructorOptions {
  if (keys.length === 0) return {}
  if (listens === 'menu') return { accelerator: accelerator(keyOf(id)) }
  return isMac ? {} : { accelerator: accelerator(keyOf(id)), registerAccelerator: false }
}

function template(
  language: Language,
  recent: readonly FolderToken[],
  command: (name: MenuCommand) => () => void,
): MenuItemConstructorOptions[] {
  const { desktop, app: appMessages } = messagesOf(language)
  const { menu } = desktop
  const views = appMessages.view
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const items = (name: MenuName, section: number): MenuItemConstructorOptions[] =>
    MENU_COMMANDS.filter((each) => each.menu.name === name && each.menu.section === section).map((each) => ({
      label: menu[each.id],
      ...keyShown(each),
      click: command(each.id),
    }))
  const [openFolder, ...otherData] = items('file', 0)
  const about: MenuItemConstructorOptions = { label: menu.about, click: () => app.showAboutPanel() }
  const updates: MenuItemConstructorOptions[] = HAS_RELEASES
    ? [{ label: menu.checkUpdates, click: () => void openReleases() }]
    : []
  const quit: MenuItemConstructorOptions = { role: 'quit', label: menu.quit }
  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [about, ...updates, separator, { role: 'hide', label: menu.hide }, separator, quit],
  }
  return [
    ...(isMac ? [application] : []),
    {
      label: menu.file,
      submenu: [
        ...(openFolder ? [openFolder] : []),
        {
          label: menu.openRecent,
          enabled: recent.length > 0,
          submenu: recent.map(({ token, name }) => ({
            // An ampersand in a folder's name would mark an access key.
            label: name.replaceAll('&', '&&'),
            click: command(`openRecent:${token}`),
          })),
        },
        ...otherData,
        separator,
        ...items('file', 1),
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
      submenu: [...items('training', 0), separator, ...items('training', 1), separator, ...items('training', 2)],
    },
    {
      label: menu.view,
      submenu: [
        ...VIEW_NAMES.map((view) => ({
          label: views[view],
          accelerator: accelerator(viewKey(view)),
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
      submenu: [...items('help', 0), ...(isMac ? [] : [separator, ...updates, about])],
    },
  ]
}

/** The native menu in the language of the window; the page runs its commands. */
export function setupMenu(page: Page, settings: SettingsStore): void {
  let shown = ''
  function show(language: Language): void {
    const recent = settings.recentFolders()
    const wanted = JSON.stringify([language, recent])
    if (wanted === shown) return
    shown = wanted
    const command = (name: MenuCommand) => () => page.emit('menu.command', name)
    Menu.setApplicationMenu(Menu.buildFromTemplate(template(language, recent, command)))
    setAboutPanel(messagesOf(language).desktop)
  }
  show(settings.settings().language)
  settings.onChange(({ language }) => show(language))
}
