import type { Emitter } from '../../shared/core/emitter'
import type { StudioEvents } from '../../shared/contract/events'
import type { TrainerClient } from '../../shared/host/trainerClient'
import type { TrainingStatus } from '../../shared/training/runTypes'
import { createRunAnswers } from '../../shared/host/runAnswers'
import type { RunAnswers } from '../../shared/host/runAnswers'
import { RunLibrary } from '../../shared/host/runLibrary'
import { download } from '../ui/download'
import { createBrowserRunStore } from './browserRunStore'

/** The runs that the browser keeps. */
export interface BrowserRuns {
  readonly answers: RunAnswers
  /** Asks for the run in hand, which the next request to the worker may replace. */
  saveBefore(): void
  onStatus(status: TrainingStatus): void
  onCrash(): void
}

/** Keeps runs in IndexedDB; saves once more when the page is put aside, because a browser gives no time at its end. */
export function createBrowserRuns(request: TrainerClient['request'], events: Emitter<StudioEvents>): BrowserRuns {
  const keeper = new RunLibrary({
    store: createBrowserRunStore(),
    request,
    now: () => new Date(),
    newId: () => `${Date.now().toString(36)}-${crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36)}`,
    appVersion: __APP_VERSION__,
    after(ms, work) {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    onChange: (change) => events.emit('runs.changed', change),
    onFailure: ({ code, detail }) => events.emit('runs.failed', { code, detail }),
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) void keeper.flush()
  })
  return {
    answers: createRunAnswers(keeper, (bytes, fileName) => {
      download(bytes, fileName)
      return Promise.resolve({ fileName })
    }),
    saveBefore: () => void keeper.flush(),
    onStatus: (status) => keeper.onStatus(status),
    onCrash: () => keeper.onCrash(),
  }
}
