import { strToU8, zipSync } from 'fflate'
import type { Zippable } from 'fflate'
import { drawSampleDataset } from '../data/sampleDigits/sampleDigits'
import { encodeNpy } from '../formats/npy'
import { accuracyCsv, eventsCsv, lossCsv } from './curvesCsv'
import type { RunCurves, RunRecord } from './record'
import { codeOf } from './recordedPlan'
import { USE_WEIGHTS_SCRIPT } from './useWeightsScript'

/** A chart that the page drew. */
export interface ChartPicture {
  readonly name: 'accuracy' | 'loss'
  readonly png: Uint8Array
}

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

/** Texts and pictures that the page adds to the archive of a run. */
export interface ArchiveTexts {
  /** The name of the run. */
  readonly title: string
  /** README.md, in the language of the interface. */
  readonly readme: string
  /** Weight of the previous value in the smoothed loss, as in the charts. */
  readonly smoothing: number
}

/** The images of MNIST and of the built-in sample. */
const SIDE = 28

/** An image of the built-in sample to try the weights on: (28, 28) float64 pixels 0..255. */
function exampleImage(): Uint8Array {
  const { test } = drawSampleDataset(0, { train: 1, test: 1 })
  return encodeNpy([SIDE, SIDE], Float64Array.from(test.images))
}

/**
 * A run as a self-explanatory .zip file: README.md, settings.json, loss.csv, accuracy.csv, events.csv, weights.npz, a
 * program that uses them, an image for it, and the pictures.
 * @param weights - an .npz archive
 * @param modified - time of the entries
 */
export function runArchive(
  run: { record: RunRecord; curves: RunCurves; weights: Uint8Array },
  { title, readme, smoothing }: ArchiveTexts,
  pictures: readonly ChartPicture[],
  modified: Date,
): Uint8Array<ArrayBuffer> {
  const files: Zippable = {
    'README.md': strToU8(readme),
    'settings.json': strToU8(settingsJson(run.record, title)),
    'loss.csv': strToU8(lossCsv(run.curves.losses, smoothing)),
    'accuracy.csv': strToU8(accuracyCsv(run.curves.epochs)),
    'events.csv': strToU8(eventsCsv(run.record.events)),
    'use_weights.py': strToU8(USE_WEIGHTS_SCRIPT),
    'digit.npy': exampleImage(),
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
