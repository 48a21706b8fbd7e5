import type { Hyperparameters } from '../training/hyperparameters'
import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { FolderToken } from './replies'

/** What a new user is invited to do, in this order. */
export const FIRST_STEPS = ['draw', 'train', 'mnist'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

/** What is restored at the next start. */
export interface Settings {
  readonly hyperparameters: Hyperparameters
  /** The last dataset folder; null for the built-in sample. */
  readonly lastFolder: FolderToken | null
  readonly language: 'zh-CN' | 'en'
  readonly theme: 'system' | 'light' | 'dark'
  /** Width of the pen in pixels of the 28 x 28 image, 1.5..3. */
  readonly penWidth: number
  /** Weight of the previous value in the smoothed loss, 0..0.99. */
  readonly smoothing: number
  readonly lossScale: 'linear' | 'log'
  /** The y axis of the accuracy chart: 'auto' fits the curves once there are some epochs, 'full' is always 0..1. */
  readonly accuracyScale: 'auto' | 'full'
  /** The x axis of both charts during a run: all planned iterations, or those so far. */
  readonly chartExtent: 'planned' | 'soFar'
  /** Whether the switch to English was offered, which happens once if the system's language is not Chinese. */
  readonly languageOffered: boolean
  /** The first steps that were done or closed. */
  readonly firstStepsDone: readonly FirstStep[]
  /** Own digits are appended to the training split from the next start. */
  readonly mixOwnDigits: boolean
  /** Number of copies of each own digit in the training data, see {@link OWN_TIMES}. */
  readonly ownDigitsTimes: number
}

/** What the page may change; the host alone writes the last folder when it loads one. */
export type SettingsChange = Partial<Omit<Settings, 'lastFolder'>>

/** Sent once at the start when the settings file was broken: it was set aside under this name, defaults apply. */
export interface SettingsNotice {
  readonly backupName: string
}

/** Range of the number of copies of an own digit. */
export const OWN_TIMES = { min: 1, max: 100 } as const
/** Range of the pen width: thinner or wider pens cost more than two points of accuracy, see docs/drawing.md. */
export const PEN_WIDTHS = { min: 1.5, max: 3, step: 0.25 } as const

/** The settings of the first start and after a broken settings file was set aside. */
export const DEFAULT_SETTINGS: Settings = {
  hyperparameters: BOOK_DEFAULTS,
  lastFolder: null,
  language: 'zh-CN',
  theme: 'system',
  penWidth: 2.5,
  smoothing: 0.9,
  lossScale: 'linear',
  accuracyScale: 'auto',
  chartExtent: 'planned',
  languageOffered: false,
  firstStepsDone: [],
  mixOwnDigits: false,
  ownDigitsTimes: 10,
}

/** Number of copies of each own digit in the training data; null = none. */
export const mixedTimes = ({ mixOwnDigits, ownDigitsTimes }: Settings): number | null =>
  mixOwnDigits ? ownDigitsTimes : null
