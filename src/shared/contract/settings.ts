import { BOOK_DEFAULTS } from '../training/hyperparameters'
import type { Settings } from './api'

/** In force at the first start and after a broken settings file was set aside. */
export const DEFAULT_SETTINGS: Settings = {
  hyperparameters: BOOK_DEFAULTS,
  lastFolder: null,
  language: 'zh-CN',
  theme: 'system',
  penWidth: 2.5,
  smoothing: 0.9,
  lossScale: 'linear',
  mixOwnDigits: false,
}
