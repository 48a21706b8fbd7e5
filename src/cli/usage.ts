import type { CommanderError } from 'commander'
import { fill } from '../shared/i18n/messages'
import type { Context } from './context'

/** The quoted part of commander's English message: what the user typed or needs to know. */
const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? message.replace(/^error: /, '')

/** Commander's message about the command line, in the user's language. */
export function usageText(error: CommanderError, { text }: Context): string {
  const kinds: Record<string, string> = text.usage
  const kind = error.code === 'commander.help' ? 'noCommand' : error.code.replace('commander.', '')
  const sentence = fill(kinds[kind] ?? text.usage.other, { given: quoted(error.message) })
  const suggestion = /Did you mean (?:one of )?(.+?)\?/.exec(error.message)?.[1]
  return suggestion === undefined ? sentence : `${sentence}${fill(text.usage.didYouMean, { suggestion })}`
}
