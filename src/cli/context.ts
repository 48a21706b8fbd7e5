import type { Language } from '../shared/i18n/messages'
import { messagesOf } from '../shared/i18n/messages'

/** What every command needs for its output. */
export interface Context {
  readonly language: Language
  readonly text: ReturnType<typeof messagesOf>['cli']
}

export const contextOf = (language: Language): Context => ({ language, text: messagesOf(language).cli })

/** Writes a result line. */
export const printLine = (line: string): void => void process.stdout.write(`${line}\n`)

/** Writes a line that is not a result: a note or an error. */
export const noteLine = (line: string): void => void process.stderr.write(`${line}\n`)

/** The command line is malformed: exit code 2. `message` is a complete sentence in the user's language. */
export class UsageError extends Error {}

/** The command failed for a reason that has no StudioError: exit code 1. */
export class CommandError extends Error {}
