import { COMMANDS, VIEW_NAMES, keyOf, viewKey } from '../../../shared/contract/commands'
import type { CommandId, Key } from '../../../shared/contract/commands'
import type { Messages } from '../../../shared/i18n/zh-CN'

interface Shortcut {
  /** i18n `shortcuts.key.<name>` describes it. */
  readonly name: keyof Messages['shortcuts']['key']
  readonly keys: Key
}

/** A group; its heading is i18n `shortcuts.group.<name>`. */
interface Group {
  readonly name: keyof Messages['shortcuts']['group']
  readonly shortcuts: readonly Shortcut[]
}

type Command = (typeof COMMANDS)[number]
/** Commands of the Training menu that have a key: each needs a text. */
type TrainingShortcut = Extract<Command, { menu: { name: 'training' }; keys: readonly [Key, ...Key[]] }>
const isTrainingShortcut = (each: Command): each is TrainingShortcut =>
  'menu' in each && each.menu.name === 'training' && each.keys.length > 0

const command = (id: Shortcut['name'] & CommandId): Shortcut => ({ name: id, keys: keyOf(id) })
const training = COMMANDS.filter(isTrainingShortcut)
const views = `${viewKey(VIEW_NAMES[0])}–${VIEW_NAMES.length}`

/** The shortcuts as the list shows them. */
export const SHORTCUT_GROUPS: readonly Group[] = [
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
