import { COMMANDS, VIEW_NAMES, keyOf, viewKey } from '../../../shared/contract/commands'
import type { CommandId, Key } from '../../../shared/contract/commands'

interface Shortcut {
  /** What it does is said by i18n `shortcuts.key.<name>`. */
  readonly name: string
  readonly keys: Key
}

const command = (id: CommandId): Shortcut => ({ name: id, keys: keyOf(id) })
const training = COMMANDS.filter((each) => 'menu' in each && each.menu.name === 'training' && each.keys.length > 0)
const views = `${viewKey(VIEW_NAMES[0])}–${VIEW_NAMES.length}`

/** The list of keys as people see it, in groups. */
export const SHORTCUT_GROUPS: readonly { readonly name: string; readonly shortcuts: readonly Shortcut[] }[] = [
  { name: 'training', shortcuts: training.map(({ id }) => command(id)) },
  {
    name: 'charts',
    shortcuts: [
      { name: 'zoom', keys: '+ −' },
      { name: 'pan', keys: '← →' },
      { name: 'whole', keys: '0' },
    ],
  },
  { name: 'drawing', shortcuts: [{ name: 'digits', keys: '0–9' }, command('undo'), command('redo')] },
  {
    name: 'runs',
    shortcuts: [
      { name: 'rows', keys: '↑ ↓' },
      { name: 'rename', keys: 'F2' },
    ],
  },
  { name: 'window', shortcuts: [{ name: 'views', keys: views }, command('openFolder'), command('shortcuts')] },
]
