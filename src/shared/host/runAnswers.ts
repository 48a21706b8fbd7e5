import type { Handlers, PageRequestName } from '../contract/routes'
import { archiveName, runArchive } from '../runs/archive'
import type { RunLibrary } from './runLibrary'

/** One answer per request about runs. */
export type RunAnswers = Handlers<Extract<PageRequestName, `runs.${string}`>>

/**
 * How a host answers requests about runs.
 * @param deliver - gives a file to the person; null when the person cancelled
 */
export function createRunAnswers(
  keeper: RunLibrary,
  deliver: (bytes: Uint8Array<ArrayBuffer>, fileName: string) => Promise<{ fileName: string } | null>,
): RunAnswers {
  return {
    'runs.list': () => keeper.list(),
    'runs.curves': ({ id }) => keeper.curves(id),
    'runs.change': ({ id, change }) => keeper.change(id, change),
    'runs.delete': async ({ id }) => {
      await keeper.remove(id)
      return null
    },
    'runs.undelete': ({ id }) => keeper.restore(id),
    'runs.loadWeights': ({ id, name }) => keeper.loadWeights(id, name),
    'runs.loadComparison': ({ id, name }) => keeper.loadComparison(id, name),
    'runs.continue': ({ id }) => keeper.continueRun(id),
    'runs.export': async ({ id, title, charts }) => {
      const [record, curves, weights] = await Promise.all([keeper.record(id), keeper.curves(id), keeper.weights(id)])
      const bytes = runArchive({ record, curves, weights }, title, charts, new Date(record.savedAt))
      return deliver(bytes, archiveName(title))
    },
  }
}
