import { about } from './en/about'
import { app } from './en/app'
import { cli } from './en/cli'
import { data } from './en/data'
import { desktop } from './en/desktop'
import { drawing } from './en/drawing'
import { errors, fileKinds, runParts, trainingWords } from './en/errors'
import { hyperparameters } from './en/hyperparameters'
import { reasons } from './en/reasons'
import { inside } from './en/inside'
import { runs } from './en/runs'
import { shortcuts } from './en/shortcuts'
import { training } from './en/training'
import type { Messages } from './zh-CN'

export const en: Messages = {
  about,
  app,
  cli,
  data,
  desktop,
  drawing,
  errors,
  fileKinds,
  hyperparameters,
  reasons,
  runParts,
  inside,
  runs,
  shortcuts,
  training,
  trainingWords,
}
