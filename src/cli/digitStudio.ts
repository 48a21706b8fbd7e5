import { CommanderError } from 'commander'
import { fill, thrownText } from '../shared/i18n/messages'
import { CommandError, UsageError, contextOf, noteLine } from './context'
import type { Context } from './context'
import { chooseLanguage } from './language'
import { createProgram } from './program'
import { usageText } from './usage'

const DONE = 0
const FAILED = 1
const WRONG_USAGE = 2
/** 128 + SIGINT, as a shell reports it. */
const INTERRUPTED = 130

/** Writes the error as one line to stderr. @returns the exit code */
function explain(error: unknown, context: Context): number {
  const { text, language } = context
  if (error instanceof CommanderError && error.exitCode === DONE) return DONE
  if (error instanceof CommanderError || error instanceof UsageError) {
    const sentence = error instanceof UsageError ? error.message : usageText(error, context)
    noteLine(fill(text.usageFailure, { text: sentence }))
    return WRONG_USAGE
  }
  const sentence = error instanceof CommandError ? error.message : thrownText(error, language)
  noteLine(fill(text.failure, { text: sentence }))
  return FAILED
}

async function run(argv: readonly string[]): Promise<number> {
  const context = contextOf(chooseLanguage(argv, process.env))
  process.once('SIGINT', () => {
    // The bar may have hidden the cursor.
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K\x1b[?25h')
    noteLine(context.text.interrupted)
    process.exit(INTERRUPTED)
  })
  // `digit-studio train | head -1`: the reader has closed the pipe.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? DONE : FAILED))
  try {
    await createProgram(context).parseAsync(argv, { from: 'user' })
    return DONE
  } catch (error) {
    return explain(error, context)
  }
}

process.exitCode = await run(process.argv.slice(2))
