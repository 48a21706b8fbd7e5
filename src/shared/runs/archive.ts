import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'
import { encodeCsv } from '../formats/csv'
import type { RunCurves, RunRecord } from './record'
import { codeOf } from './recordedPlan'

/** A chart that the page drew. */
export interface ChartPicture {
  readonly name: 'accuracy' | 'loss'
  readonly png: Uint8Array
}

/** Losses by iteration, counted from 0 as in the book. */
const lossCsv = ({ losses }: RunCurves): string =>
  encodeCsv({ iteration: Array.from(losses, (_, iteration) => iteration), loss: losses })

/** Accuracies by epoch, 0..1. */
const accuracyCsv = ({ epochs }: RunCurves): string =>
  encodeCsv({
    epoch: epochs.map((e) => e.epoch),
    iteration: epochs.map((e) => e.iteration),
    train_acc: epochs.map((e) => e.trainAccuracy),
    test_acc: epochs.map((e) => e.testAccuracy),
  })

/** The settings of the run and its results. */
function settingsJson(record: RunRecord, title: string): string {
  const { hyperparameters, engine, dataset, metrics, events, from, end, createdAt, endedAt, appVersion, note } = record
  const code = codeOf(record)
  return (
    JSON.stringify(
      {
        title,
        note,
        code,
        hyperparameters,
        engine,
        dataset,
        metrics,
        events,
        from,
        end,
        createdAt,
        endedAt,
        appVersion,
      },
      null,
      2,
    ) + '\n'
  )
}

/**
 * A run as a .zip file to share: settings.json, loss.csv, accuracy.csv, weights.npz and the pictures.
 * @param title - the name of the run
 * @param weights - an .npz archive
 * @param modified - time of the entries
 */
export function runArchive(
  run: { record: RunRecord; curves: RunCurves; weights: Uint8Array },
  title: string,
  pictures: readonly ChartPicture[],
  modified: Date,
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {
    'settings.json': strToU8(settingsJson(run.record, title)),
    'loss.csv': strToU8(lossCsv(run.curves)),
    'accuracy.csv': strToU8(accuracyCsv(run.curves)),
    // Stored without compression: random numbers do not compress, and the pictures are compressed already.
    'weights.npz': [run.weights, { level: 0 }],
  }
  for (const { name, png } of pictures) files[`${name}.png`] = [png, { level: 0 }]
  return zipSync(files, { mtime: modified })
}

/** Not allowed in file names on at least one operating system. */
const REFUSED = new Set('\\/:*?"<>|')

/** @returns the title as a file name that every operating system accepts */
export function archiveName(title: string): string {
  const characters = [...title].map((character) => (REFUSED.has(character) || character < ' ' ? ' ' : character))
  const name = characters
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '')
  return `${name || 'run'}.zip`
}
