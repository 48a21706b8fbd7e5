import { z } from 'zod'
import './jitless'
import { hyperparametersSchema } from '../training/hyperparametersSchema'
import { DEFAULT_SETTINGS, FIRST_STEPS, OWN_TIMES, PEN_WIDTHS } from './settings'
import type { Settings, SettingsChange } from './settings'

// Separate from settings.ts, because the page's first script needs the defaults but not zod.

const fields = {
  hyperparameters: hyperparametersSchema,
  language: z.enum(['zh-CN', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  // Earlier versions allowed 1 to 5; their saved values are clamped.
  penWidth: z
    .number()
    .min(1)
    .max(5)
    .transform((width) => Math.min(PEN_WIDTHS.max, Math.max(PEN_WIDTHS.min, width))),
  smoothing: z.number().min(0).max(0.99),
  lossScale: z.enum(['linear', 'log']),
  accuracyScale: z.enum(['auto', 'full']),
  chartExtent: z.enum(['planned', 'soFar']),
  languageOffered: z.boolean(),
  firstStepsDone: z.array(z.enum(FIRST_STEPS)),
  mixOwnDigits: z.boolean(),
  ownDigitsTimes: z.int().min(OWN_TIMES.min).max(OWN_TIMES.max),
}

/** A {@link FolderToken}. */
export const folderTokenSchema = z.object({ token: z.string().min(1).max(100), name: z.string().max(500) })

/** Saved settings; those that an older version did not save take their defaults. */
export const settingsSchema: z.ZodType<Settings> = z.preprocess(
  (input) => (typeof input === 'object' && input !== null ? { ...DEFAULT_SETTINGS, ...input } : input),
  z.object({ ...fields, lastFolder: folderTokenSchema.nullable() }),
)

/** What the page may change; unknown keys, and `lastFolder`, are dropped. */
export const settingsChangeSchema: z.ZodType<SettingsChange> = z.object({
  hyperparameters: z.exactOptional(fields.hyperparameters),
  language: z.exactOptional(fields.language),
  theme: z.exactOptional(fields.theme),
  penWidth: z.exactOptional(fields.penWidth),
  smoothing: z.exactOptional(fields.smoothing),
  lossScale: z.exactOptional(fields.lossScale),
  accuracyScale: z.exactOptional(fields.accuracyScale),
  chartExtent: z.exactOptional(fields.chartExtent),
  languageOffered: z.exactOptional(fields.languageOffered),
  firstStepsDone: z.exactOptional(fields.firstStepsDone),
  mixOwnDigits: z.exactOptional(fields.mixOwnDigits),
  ownDigitsTimes: z.exactOptional(fields.ownDigitsTimes),
})
