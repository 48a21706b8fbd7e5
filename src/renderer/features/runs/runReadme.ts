import type { RunRecord } from '../../../shared/runs/record'
import { titleOf } from './runLabels'
import type { Translator } from '../../state/i18n'
import { runMarkdown } from './runTexts'

const FILES = [
  ...(['weights.npz', 'use_weights.py', 'digit.npy', 'settings.json'] as const),
  ...(['loss.csv', 'accuracy.csv', 'events.csv', 'accuracy.png', 'loss.png'] as const),
] as const

/** README.md of a run's archive, in the language of the interface: contents of each file, how to use the weights, settings. */
export function runReadme(run: RunRecord, translator: Translator): string {
  const { t } = translator
  const { hidden } = run.hyperparameters
  const about: Record<(typeof FILES)[number], string> = {
    'weights.npz': t('runs.readme.weights', { hidden }),
    'use_weights.py': t('runs.readme.script'),
    'digit.npy': t('runs.readme.digit'),
    'settings.json': t('runs.readme.settings'),
    'loss.csv': t('runs.readme.loss'),
    'accuracy.csv': t('runs.readme.accuracy'),
    'events.csv': t('runs.readme.events'),
    'accuracy.png': t('runs.readme.picture'),
    'loss.png': t('runs.readme.picture'),
  }
  return [
    `# ${titleOf(run, translator)}`,
    t('runs.readme.intro', { version: run.appVersion }),
    [
      `| ${t('runs.readme.file')} | ${t('runs.readme.content')} |`,
      '| --- | --- |',
      ...FILES.map((name) => `| ${name} | ${about[name]} |`),
    ].join('\n'),
    t('runs.readme.use'),
    '```sh\npython use_weights.py\npython use_weights.py t10k-images-idx3-ubyte.gz 7\n```',
    runMarkdown(run, translator),
  ].join('\n\n')
}
