/** Names of the views, in the order of the rail and of the View menu. */
export const VIEW_NAMES = ['data', 'train', 'draw', 'inside', 'runs', 'settings'] as const
export type ViewName = (typeof VIEW_NAMES)[number]

/**
 * A key with its modifiers: a letter, `?`, or the `code` of a KeyboardEvent. `Mod` is Ctrl, on macOS Command. Letters are
 * matched by position on the keyboard, `?` by character.
 */
export type Key = string

interface Command {
  readonly id: string
  /** The first one is shown in menu, tooltips and the list of shortcuts. */
  readonly keys: readonly Key[]
  /**
   * Who handles the keys. `menu`: the native menu, as accelerators. `page`: the page itself, because in a text field they
   * are text; the menu only shows them.
   */
  readonly listens: 'menu' | 'page'
  /** Holding the key down repeats the command. */
  readonly repeats?: boolean
  /** Where it is in the native menu; sections are separated by lines. Its name there is `desktop.menu.<id>`. */
  readonly menu?: { readonly name: 'file' | 'training' | 'help'; readonly section: number }
}

/** The commands of menu, keys and buttons, in the order of the menu. Their actions are in renderer/app/commands.ts. */
export const COMMANDS = [
  { id: 'openFolder', keys: ['Mod+O'], listens: 'menu', menu: { name: 'file', section: 0 } },
  { id: 'downloadMnist', keys: [], listens: 'menu', menu: { name: 'file', section: 0 } },
  { id: 'useSample', keys: [], listens: 'menu', menu: { name: 'file', section: 0 } },
  { id: 'importWeights', keys: ['Mod+I'], listens: 'menu', menu: { name: 'file', section: 1 } },
  { id: 'exportWeights', keys: ['Mod+E'], listens: 'menu', menu: { name: 'file', section: 1 } },
  { id: 'toggle', keys: ['Space'], listens: 'page', menu: { name: 'training', section: 0 } },
  { id: 'step', keys: ['ArrowRight'], listens: 'page', repeats: true, menu: { name: 'training', section: 0 } },
  { id: 'stop', keys: ['S'], listens: 'page', menu: { name: 'training', section: 0 } },
  { id: 'lengthen', keys: ['L'], listens: 'page', menu: { name: 'training', section: 1 } },
  { id: 'restart', keys: ['R'], listens: 'page', menu: { name: 'training', section: 1 } },
  { id: 'anotherSeed', keys: ['Shift+R'], listens: 'page', menu: { name: 'training', section: 1 } },
  { id: 'restoreBest', keys: [], listens: 'menu', menu: { name: 'training', section: 2 } },
  { id: 'undo', keys: ['Mod+Z'], listens: 'page', repeats: true },
  { id: 'redo', keys: ['Mod+Y', 'Mod+Shift+Z'], listens: 'page', repeats: true },
  { id: 'firstSteps', keys: [], listens: 'menu', menu: { name: 'help', section: 0 } },
  { id: 'shortcuts', keys: ['?'], listens: 'page', repeats: true, menu: { name: 'help', section: 0 } },
] as const satisfies readonly Command[]

export type CommandId = (typeof COMMANDS)[number]['id']

/** Commands of the native menu. */
export const MENU_COMMANDS = COMMANDS.filter((command) => 'menu' in command)

/** Commands that the native menu sends to the page, which shows progress and errors. */
export type MenuCommand = CommandId | `view:${ViewName}` | `openRecent:${string}`

/** @returns the key that is shown for a command; empty when it has none */
export function keyOf(id: CommandId): Key {
  const keys: readonly Key[] = COMMANDS.find((command) => command.id === id)?.keys ?? []
  return keys[0] ?? ''
}

/** @returns the shortcut of a view in the desktop application */
export const viewKey = (view: ViewName): Key => `Mod+${VIEW_NAMES.indexOf(view) + 1}`

/**
 * A key as labels show it: `Mod+Z` -> `Ctrl+Z`, `ArrowRight` -> `→`.
 * @param space - name of the space bar
 */
export const keyCap = (key: Key, space: string): string =>
  key.replace('Mod', 'Ctrl').replace('ArrowRight', '→').replace('Space', space)

/** A key as a value of aria-keyshortcuts. */
export const ariaKey = (key: Key): string => key.replace('Mod', 'Control')

/** A key as an Electron accelerator. */
export const accelerator = (key: Key): string => key.replace('Mod', 'CmdOrCtrl').replace('ArrowRight', 'Right')
