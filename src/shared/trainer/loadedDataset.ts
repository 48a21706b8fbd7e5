import type { Handlers, TrainerRequestName } from '../contract/routes'
import { StudioError } from '../core/errors'
import { summarise } from '../data/dataset'
import type { Dataset, DatasetSummary } from '../data/dataset'
import { drawSampleDataset } from '../data/sampleDigits/sampleDigits'
import type { Slicing } from '../data/statistics'
import { DatasetIntake } from './datasetIntake'
import { DatasetStatistics, samplePage } from './datasetStatistics'
import type { OwnDigitsMix } from './ownDigitsMix'
import { pickThumbnails } from './thumbnails'

type DatasetRequestName = Extract<TrainerRequestName, `dataset.${string}`>

/** What the handlers take from the service. */
export interface DatasetDeps {
  readonly ownDigits: OwnDigitsMix
  readonly slicing: Omit<Slicing, 'sliceMs'>
  /** Called when a dataset was taken into use. */
  readonly onUse: (dataset: Dataset) => void
}

/** The dataset in use, and the handlers of the requests about it. */
export class LoadedDataset {
  readonly #deps: DatasetDeps
  readonly #statistics: DatasetStatistics
  #dataset: Dataset | null = null
  #intake: DatasetIntake | null = null

  constructor(deps: DatasetDeps) {
    this.#deps = deps
    this.#statistics = new DatasetStatistics(deps.slicing)
  }

  /** Null before the first one is loaded. */
  get current(): Dataset | null {
    return this.#dataset
  }

  /** @throws TRAINING_NO_DATA */
  require(): Dataset {
    if (this.#dataset === null) throw new StudioError('TRAINING_NO_DATA')
    return this.#dataset
  }

  readonly handlers: Handlers<DatasetRequestName> = {
    'dataset.begin': (shape) => {
      this.#intake = new DatasetIntake(shape)
      return null
    },
    'dataset.chunk': (chunk) => {
      this.#requireIntake('dataset.chunk').add(chunk)
      return null
    },
    'dataset.end': () => {
      const intake = this.#requireIntake('dataset.end')
      this.#intake = null
      return this.#use(intake.finish())
    },
    'dataset.abort': () => {
      this.#intake = null
      return null
    },
    'dataset.sample': ({ seed }) => this.#use(drawSampleDataset(seed)),
    'dataset.summary': () => (this.#dataset === null ? null : summarise(this.#dataset)),
    'dataset.thumbnails': ({ split, ...choice }) => pickThumbnails(this.require()[split], choice),
    'dataset.samples': ({ split, ...choice }) => samplePage(this.require()[split], choice),
    'dataset.classMeans': ({ split }) => this.#statistics.classMeans(this.require(), split),
    'dataset.pixelHistogram': (choice) => this.#statistics.pixelHistogram(this.require(), choice),
    'dataset.own': ({ images, labels, names, times }) => {
      this.#deps.ownDigits.set({ images: new Uint8Array(images), labels: new Uint8Array(labels), names }, times)
      return null
    },
  }

  /** The dataset of the next start; a run that has begun keeps its own. */
  #use(dataset: Dataset): DatasetSummary {
    this.#dataset = dataset
    this.#deps.onUse(dataset)
    return summarise(dataset)
  }

  #requireIntake(channel: TrainerRequestName): DatasetIntake {
    if (this.#intake === null) throw new StudioError('BAD_REQUEST', { channel, reason: 'no dataset.begin before' })
    return this.#intake
  }
}
