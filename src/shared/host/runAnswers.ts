import type { Handlers, PageRequestName } from '../contract/routes'
import { archiveName, runArchive } from '../runs/archive'
import type { RunLibrary } from './runLibrary'

/** One handler per request about runs. */
export type RunAnswers = Handlers<Extract<PageRequestName, `runs.${string}`>>

/**
 * Handles the requests about runs, on both hosts.
 * @param deliver - saves a file for the user; null when cancelled
 */
export function createRunAnswers(
  library: RunLibrary,
  deliver: (bytes: Uint8Array<ArrayBuffer>, fileName: string) => Promise<{ fileName: string } | null>,
): RunAnswers {
  return {
    'runs.list': () => library.list(),
    'runs.curves': ({ id }) => library.curves(id),
    'runs.change': ({ id, change }) => library.change(id, change),
    'runs.delete': async ({ id }) => {
      await library.remove(id)
      return null
    },
    'runs.undelete': ({ id }) => library.restore(id),
    'runs.loadWeights': ({ id, name }) => library.loadWeights(id, name),
    'runs.loadComparison': ({ id, name }) => library.loadComparison(id, name),
    'runs.reopen': ({ id }) => library.reopen(id),
    'runs.continue': ({ id }) => library.continueRun(id),
    'runs.export': async ({ id, texts, charts }) => {
      const [record, curves, weights] = await Promise.all([library.record(id), library.curves(id), library.weights(id)])
      const bytes = runArchive({ record, curves, weights }, texts, charts, new Date(record.savedAt))
      return deliver(bytes, archiveName(texts.title))
    },
  }
}
