import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'
import type { RunBlobs, RunRecord } from '../../../src/shared/runs/record'

/** The record of a finished run. */
export function makeRecord(number: number, change: Partial<RunRecord> = {}): RunRecord {
  const time = new Date(Date.UTC(2026, 0, 1, 8, number)).toISOString()
  return {
    version: 1,
    id: `run-${String(number).padStart(6, '0')}`,
    number,
    name: '',
    star: false,
    note: '',
    createdAt: time,
    savedAt: time,
    endedAt: time,
    end: 'finished',
    hyperparameters: { ...BOOK_DEFAULTS, seed: number },
    engine: 'simd',
    appVersion: '0.1.0',
    dataset: { name: 'MNIST', source: 'folder', trainCount: 60_000, testCount: 10_000, digest: '0123456789abcdef' },
    metrics: {
      iteration: 10_000,
      epoch: 16,
      trainAccuracy: 0.97,
      testAccuracy: 0.9667,
      best: { epoch: 15, testAccuracy: 0.968 },
      elapsedMs: 1500,
    },
    events: [],
    from: null,
    sparkline: Array.from({ length: 60 }, (_, k) => 2.3 / (k + 1)),
    ...change,
  }
}

export const someBlobs: RunBlobs = {
  curves: Uint8Array.of(1, 2, 3),
  weights: Uint8Array.of(4, 5),
  checkpoint: Uint8Array.of(6),
}
