import { BRICK_TITLES, STAGES, stopAt } from '../../../../shared/inside/stops'
import { useText } from '../../../state/i18n'
import { useInside } from '../useInside'

/** What a stop is called and what happens there. */
export function useStopTexts() {
  const { t, format } = useText()
  const { iteration } = useInside()
  return {
    title(index: number): string {
      const { brick, direction, stage } = stopAt(index)
      if (brick === null) return t(`inside.stage.${STAGES[stage - 1] ?? 'batch'}`)
      return `${brick === 'softmax' ? 'SoftmaxWithLoss' : BRICK_TITLES[brick]} · ${t(`inside.${direction}`)}`
    },
    say(index: number): string {
      const capture = iteration.value?.capture
      if (capture === undefined) return ''
      const { id } = stopAt(index)
      const { inputs, hidden, classes } = capture.before
      const optimizer = t(`hyperparameters.optimizer.options.${capture.optimizer}`)
      if (id === 'update' && capture.optimizer !== 'sgd') return t('inside.say.updateOther', { optimizer })
      const total = format.value.integer(capture.trainCount)
      return t(`inside.say.${id}`, { inputs, hidden, classes, total, n: format.value.integer(capture.batch.length) })
    },
  }
}
