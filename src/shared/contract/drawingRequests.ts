import type { OwnDigits } from '../data/ownDigits'
import type { ShiftRobustness } from '../training/shiftRobustness'
import type { NetworkInfo } from '../training/runTypes'

/** Which network answers: the one in use, or a second one that only reads along. */
export type ModelSlot = 'current' | 'comparison'

/** The network in the second slot. */
export interface ComparisonModel extends NetworkInfo {
  /** file: from an .npz archive; run: from a run that is kept; now, best: copied from the run in hand. */
  readonly kind: 'file' | 'run' | 'now' | 'best'
  /** Iterations done by its weights; -1 when they came from a file or a run that is kept. */
  readonly iteration: number
}

/** What the page may ask the training process about drawings. */
export interface DrawingTrainerRequests {
  'comparison.info': { payload: null; reply: ComparisonModel | null }
  /** Copies weights of the run in hand into the second slot: those of this moment, or those that read the test images best. */
  'comparison.copy': { payload: { from: 'now' | 'best' }; reply: ComparisonModel }
  'comparison.clear': { payload: null; reply: null }
  /** images: (count, 784) u8. @returns (count,) what the network in use reads in each */
  'network.readAll': { payload: { images: Uint8Array }; reply: { readings: Uint8Array } }
  /** The test images, read as they are and moved by up to ±2 pixels, with the weights of this moment. */
  'network.shiftRobustness': { payload: { slot: ModelSlot }; reply: ShiftRobustness & { readonly iteration: number } }
}

/** What only the host may ask it. */
export interface DrawingWeightRequests {
  /** Reads an .npz archive into the second slot; allowed while training runs. */
  'comparison.decode': { payload: { name: string; kind: 'file' | 'run'; bytes: Uint8Array }; reply: ComparisonModel }
  /** Own digits; with `mix` they stand at the end of the training split from the next start on. */
  'dataset.own': { payload: OwnDigits & { readonly mix: boolean }; reply: null }
}

/** What the host answers itself; every change of the own digits answers all of them as they are then. */
export interface DrawingHostRequests {
  /** Asks for an .npz archive and lets it read along; null = cancelled. */
  'host.importComparison': { payload: null; reply: ComparisonModel | null }
  /** Lets the weights of a run that is kept read along; `name` is what they are called. */
  'runs.loadComparison': { payload: { id: string; name: string }; reply: ComparisonModel }
  'own.list': { payload: null; reply: OwnDigits }
  /** image: (784,) u8 as the network saw it; `name` = its class; `at` = its position, null = at the end. */
  'own.add': { payload: { image: Uint8Array; name: string; at: number | null }; reply: OwnDigits }
  'own.remove': { payload: { at: number }; reply: OwnDigits }
  'own.relabel': { payload: { at: number; name: string }; reply: OwnDigits }
  /** Two IDX files, gzipped: images and, beside it, labels; where there are more than digits what the labels stand for. */
  'own.export': { payload: null; reply: { fileName: string } | null }
}

export type DrawingHostRequestName = keyof DrawingHostRequests
export type DrawingTrainerRequestName = keyof DrawingTrainerRequests

/** For the host's list of requests that go on to the training process as they are. */
export const DRAWING_TRAINER_REQUESTS: readonly DrawingTrainerRequestName[] = [
  'comparison.info',
  'comparison.copy',
  'comparison.clear',
  'network.readAll',
  'network.shiftRobustness',
]
