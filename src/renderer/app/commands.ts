import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { CommandId, MenuCommand, ViewName } from '../../shared/contract/commands'
import { useDatasets } from '../features/data/useDatasets'
import { useDrawing } from '../features/draw/drawingController'
import { useModel } from '../features/draw/useModel'
import { useTraining } from '../features/train/useTraining'
import { useFirstSteps } from '../features/settings/firstSteps'
import { useStudio } from '../state/studio'
import { phaseOf } from '../state/trainingStore'

/** What commands need from the window. */
export interface CommandDeps {
  show(view: ViewName): void
  showShortcuts(): void
  /** Shows the first invalid field of the form. */
  showWrongField(): void
}

export interface Commands {
  /** Whether each command can run now; buttons of others are disabled. */
  readonly enabled: ComputedRef<Readonly<Record<CommandId, boolean>>>
  /** Runs a command unless it is disabled. */
  run(id: CommandId): void
  runFromMenu(command: MenuCommand): void
}

const OPEN_RECENT = 'openRecent:'
const VIEW = 'view:'
const isView = (command: string): command is `view:${ViewName}` => command.startsWith(VIEW)
const isRecent = (command: string): command is `openRecent:${string}` => command.startsWith(OPEN_RECENT)

/** When each command of shared/contract/commands.ts can run, and what it does. */
export function useCommands(deps: CommandDeps): Commands {
  const { training, dataset, form } = useStudio().stores
  const run = useTraining()
  const datasets = useDatasets()
  const model = useModel()
  const drawing = useDrawing()
  const firstSteps = useFirstSteps()

  const phase = computed(() => phaseOf(training.state.value))
  const ready = computed(() => training.state.value.trainer === 'ready' && dataset.state.value.summary !== null)
  const hasRun = computed(() => (training.state.value.status?.hyperparameters ?? null) !== null)
  const starts = computed(() => phase.value === 'idle' || phase.value === 'ended')
  /** The weights of such a run are those of an earlier iteration: it cannot simply go on. */
  const diverged = computed(() => phase.value === 'ended' && training.state.value.status?.reason === 'diverged')
  const formIsBad = computed(() => Object.keys(form.state.value.errors).length > 0)

  /** A run is only started from a form without errors. */
  const withGoodForm = (work: () => unknown) => (formIsBad.value ? deps.showWrongField() : void work())

  const enabled = computed((): Record<CommandId, boolean> => ({
    toggle: ready.value,
    step: ready.value && phase.value !== 'running' && !diverged.value,
    lengthen: ready.value && phase.value === 'ended' && !diverged.value,
    stop: ready.value && !starts.value,
    restart: ready.value && hasRun.value,
    anotherSeed: ready.value,
    ...{ restoreBest: true, openFolder: true, downloadMnist: true, useSample: true },
    ...{ importWeights: true, exportWeights: true, undo: true, redo: true, firstSteps: true, shortcuts: true },
  }))

  const work: Record<CommandId, () => unknown> = {
    toggle: () => (starts.value ? withGoodForm(run.toggle) : run.toggle()),
    step: () => (phase.value === 'idle' ? withGoodForm(run.step) : run.step()),
    lengthen: run.lengthen,
    stop: run.stop,
    restart: run.restart,
    anotherSeed: () => withGoodForm(run.anotherSeed),
    restoreBest: run.restoreBest,
    openFolder: datasets.chooseFolder,
    downloadMnist: datasets.downloadMnist,
    useSample: datasets.useSample,
    importWeights: model.importWeights,
    exportWeights: model.exportWeights,
    undo: () => drawing.sheet.send({ type: 'undo' }),
    redo: () => drawing.sheet.send({ type: 'redo' }),
    firstSteps: () => {
      void firstSteps.again()
      deps.show('train')
    },
    shortcuts: deps.showShortcuts,
  }
  function runCommand(id: CommandId): void {
    if (enabled.value[id]) void work[id]()
  }

  return {
    enabled,
    run: runCommand,
    runFromMenu(command) {
      if (isView(command)) return deps.show(command.slice(VIEW.length) as ViewName)
      // The Data view shows the progress.
      if (isRecent(command) || command === 'downloadMnist') deps.show('data')
      if (isRecent(command)) void datasets.openRecent(command.slice(OPEN_RECENT.length))
      else runCommand(command)
    },
  }
}
