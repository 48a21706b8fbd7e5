import type { StudioApi } from '../../shared/contract/api'
import type { Settings, SettingsNotice } from '../../shared/contract/settings'
import { datasetsOf } from '../features/data/useDatasets'
import { drawingOf } from '../features/draw/drawingController'
import { modelOf } from '../features/draw/useModel'
import { runsOf } from '../features/runs/useRuns'
import { trainingOf } from '../features/train/useTraining'
import type { NoticeAction } from '../state/notices'
import { createStudio } from '../state/studio'
import type { Studio } from '../state/studio'

/** Builds the shared stores, subscribes every feature to the host's events, and requests what was sent before. */
export function startStudio(api: StudioApi, start: { settings: Settings; notice: SettingsNotice | null }): Studio {
  const studio = createStudio(api, start)
  const training = trainingOf(studio)
  training.onWeights(drawingOf(studio).reread)
  runsOf(studio)
  void training.catchUp()
  void datasetsOf(studio).catchUp()
  return studio
}

/** Runs the action of a notice's button. */
export function runNoticeAction(studio: Studio, action: NoticeAction): Promise<unknown> {
  const [training, datasets, model] = [trainingOf(studio), datasetsOf(studio), modelOf(studio)]
  const run: Record<NoticeAction, () => Promise<unknown>> = {
    chooseFolder: datasets.chooseFolder,
    downloadMnist: datasets.downloadMnist,
    useSample: datasets.useSample,
    restartTrainer: training.restartTrainer,
    async restoreCheckpoint() {
      await training.restartTrainer()
      await runsOf(studio).continueOffered()
    },
    importWeights: model.importWeights,
    exportWeights: model.exportWeights,
    startTraining: training.start,
    halveRate: training.halveRate,
    useUsualRate: training.useUsualRate,
  }
  return run[action]()
}
