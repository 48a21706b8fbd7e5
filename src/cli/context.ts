import type { Language } from '../shared/i18n/messages'
import { messagesOf } from '../shared/i18n/messages'

/** What every command needs to talk to the person. */
export interface Context {
  readonly language: Language
  readonly text: ReturnType<typeof messagesOf>['cli']
}

export const contextOf = (language: Language): Context => ({ language, text: messagesOf(language).cli })

/** Writes a result line. */
export const printLine = (line: string): void => void process.stdout.write(`${line}\n`)

/** Writes a line that is no result: notes and errors. */
export const noteLine = (line: string): void => void process.stderr.write(`${line}\n`)

/** The command line cannot be understood: exit code 2. `message` is complete and in the person's language. */
export class UsageError extends Error {}

/** The command was understood and failed in a way that is no StudioError: exit code 1. */
export class CommandError extends Error {}
