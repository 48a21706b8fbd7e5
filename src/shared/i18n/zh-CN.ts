import { about } from './zh-CN/about'
import { app } from './zh-CN/app'
import { cli } from './zh-CN/cli'
import { data } from './zh-CN/data'
import { desktop } from './zh-CN/desktop'
import { drawing } from './zh-CN/drawing'
import { errors, fileKinds, runParts, trainingWords } from './zh-CN/errors'
import { hyperparameters } from './zh-CN/hyperparameters'
import { reasons } from './zh-CN/reasons'
import { inside } from './zh-CN/inside'
import { runs } from './zh-CN/runs'
import { shortcuts } from './zh-CN/shortcuts'
import { training } from './zh-CN/training'

export const zhCN = {
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

/** The shape of every language's table. */
export type Messages = typeof zhCN
