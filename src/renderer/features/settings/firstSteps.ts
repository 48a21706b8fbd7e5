import { computed, watch } from 'vue'
import { FIRST_STEPS } from '../../../shared/contract/settings'
import type { FirstStep } from '../../../shared/contract/settings'
import { perStudio, useStudio } from '../../state/studio'
import { phaseOf } from '../../state/trainingStore'
import { settingsOf } from './useSettings'

/**
 * Three things that a new user is invited to do. Each is done once it has really happened, whatever led to it, and stays done;
 * `again` starts over.
 */
const firstStepsOf = perStudio((studio) => {
  const { dataset, settings, training } = studio.stores
  const { saveNow } = settingsOf(studio)
  const done = computed(() => new Set(settings.state.value.firstStepsDone))
  /** The step to invite to; null when all are done. */
  const current = computed(() => FIRST_STEPS.find((step) => !done.value.has(step)) ?? null)

  function finish(step: FirstStep): void {
    if (!done.value.has(step)) void saveNow({ firstStepsDone: [...done.value, step] })
  }

  watch(
    () => phaseOf(training.state.value) === 'running',
    (running) => running && finish('train'),
  )
  watch(
    () => dataset.state.value.summary?.set === 'mnist',
    (isMnist) => isMnist && finish('mnist'),
    { immediate: true },
  )

  return {
    done,
    current,
    /** @returns the number that the control of a step carries while the step is the current one */
    invitation: (step: FirstStep): number | undefined =>
      current.value === step ? FIRST_STEPS.indexOf(step) + 1 : undefined,
    finish,
    close: () => saveNow({ firstStepsDone: FIRST_STEPS }),
    again: () => saveNow({ firstStepsDone: dataset.state.value.summary?.set === 'mnist' ? ['mnist'] : [] }),
  }
})

export const useFirstSteps = () => firstStepsOf(useStudio())
