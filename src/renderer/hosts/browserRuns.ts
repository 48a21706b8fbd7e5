import type { Emitter } from '../../shared/core/emitter'
import type { StudioEvents } from '../../shared/contract/events'
import type { TrainerClient } from '../../shared/host/trainerClient'
import type { TrainingStatus } from '../../shared/training/runTypes'
import { createRunAnswers } from '../../shared/host/runAnswers'
import type { RunAnswers } from '../../shared/host/runAnswers'
import { RunLibrary } from '../../shared/host/runLibrary'
import { download } from '../ui/download'
import { createBrowserRunStore } from './browserRunStore'

/** The runs that are stored in the browser. */
export interface BrowserRuns {
  readonly answers: RunAnswers
  /** Requests the current run from the worker and saves it, before another request replaces it. */
  requestSave(): void
  onStatus(status: TrainingStatus): void
  onCrash(): void
}

/** Stores runs in IndexedDB; also saves when the page is hidden, because a closing page has no time for it. */
export function createBrowserRuns(request: TrainerClient['request'], events: Emitter<StudioEvents>): BrowserRuns {
  const library = new RunLibrary({
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
    if (document.hidden) void library.flush()
  })
  return {
    answers: createRunAnswers(library, (bytes, fileName) => {
      download(bytes, fileName)
      return Promise.resolve({ fileName })
    }),
    requestSave: () => void library.flush(),
    onStatus: (status) => library.onStatus(status),
    onCrash: () => library.onCrash(),
  }
}
