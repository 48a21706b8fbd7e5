import { Command, Option } from 'commander'
import { SAMPLE_SEED } from '../shared/data/sampleDigits/sampleDigits'
import { fill } from '../shared/i18n/messages'
import { version } from '../../package.json'
import { UsageError } from './context'
import type { Context } from './context'
import { addHyperparameterOptions, readHyperparameters } from './hyperparameterOptions'
import { predict } from './predict'
import type { PredictOptions } from './predict'
import { sample } from './sample'
import { train } from './train'
import type { TrainOptions } from './train'

/** The commands and their options; commander's own messages go through i18n. */
export function createProgram(context: Context): Command {
  const { text } = context
  const titles: Record<string, string> = {
    'Usage:': text.usageTitle,
    'Options:': text.optionsTitle,
    'Commands:': text.commandsTitle,
  }
  const program = new Command('digit-studio')
    .description(text.description)
    .exitOverride()
    // The caller reports errors, in one line.
    .configureOutput({ writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .helpOption('-h, --help', text.option.help)
    .helpCommand(false)
    .version(version, '-V, --version', text.option.version)
  addTrain(program, context)
  addPredict(program, context)
  addSample(program, context)
  for (const command of program.commands) {
    command.addOption(new Option('--lang <language>', text.option.lang)).hook('preAction', () => {
      refuseEmptyPaths(command, context)
      const lang: unknown = command.opts().lang
      if (lang !== undefined && lang !== 'zh-CN' && lang !== 'en') {
        throw new UsageError(fill(text.usage.lang, { given: typeof lang === 'string' ? lang : '' }))
      }
    })
  }
  return program
}

/** Rejects an empty path, as in `--out "$UNSET"`, before the work starts. */
function refuseEmptyPaths(command: Command, { text }: Context): void {
  const given: Record<string, unknown> = command.opts()
  for (const option of command.options) {
    if (given[option.attributeName()] === '' && /<(file|folder)>/.test(option.flags)) {
      throw new UsageError(fill(text.usage.optionMissingArgument, { given: option.flags }))
    }
  }
}

function addTrain(program: Command, context: Context): void {
  const { text } = context
  const command = program
    .command('train')
    .description(text.train)
    .option('--data <folder>', text.option.data)
    .option('--out <file>', text.option.out)
    .option('--history <file>', text.option.history)
  addHyperparameterOptions(command, context)
  command.action((options: TrainOptions & Record<string, unknown>) =>
    train(readHyperparameters(options, context), options, context),
  )
}

function addPredict(program: Command, context: Context): void {
  const { text } = context
  program
    .command('predict')
    .description(text.predict)
    .requiredOption('--weights <file>', text.option.weights)
    .option('--data <folder>', text.option.data)
    .option('--engine <name>', `${text.option.engine} · simd | float64 · ${fill(text.default, { value: 'float64' })}`)
    .option('--drawings <file>', text.option.drawings)
    .option('--pen <number>', `${text.option.pen} · ${fill(text.range, PEN_RANGE)}`)
    .option('--json', text.option.json)
    .action((options: Omit<PredictOptions, 'pen'> & { engine?: string; pen?: string }) => {
      const pen = penOf(options, context)
      // float64 by default, so that weights saved in float64 give exactly the accuracy of the training.
      const { engine } = readHyperparameters({ engine: options.engine ?? 'float64' }, context)
      return predict(engine, { ...options, pen })
    })
}

/** Widths that a pen can have, in pixels of the 28 x 28 image. */
const PEN_RANGE = { min: 0.5, max: 10 } as const

/** The pen of `predict --drawings`; null when not given. */
function penOf(
  options: { drawings?: string; data?: string; pen?: string; json?: boolean },
  { text }: Context,
): number | null {
  const { drawings, data, pen, json } = options
  const misplaced = drawings === undefined ? (pen === undefined ? json && '--json' : '--pen') : data && '--data'
  if (misplaced) {
    throw new UsageError(
      fill(drawings === undefined ? text.usage.needsDrawings : text.usage.notBoth, { given: misplaced }),
    )
  }
  if (pen === undefined) return null
  const width = pen.trim() === '' ? NaN : Number(pen)
  if (width >= PEN_RANGE.min && width <= PEN_RANGE.max) return width
  throw new UsageError(fill(text.usage.pen, { given: pen, ...PEN_RANGE }))
}

function addSample(program: Command, context: Context): void {
  const { text } = context
  program
    .command('sample')
    .description(text.sample)
    .requiredOption('--out <folder>', text.option.sampleOut)
    .option('--seed <number>', `${text.option.sampleSeed} · ${fill(text.default, { value: SAMPLE_SEED })}`)
    .action((options: { out: string; seed?: string }) => {
      const { seed } = readHyperparameters({ seed: options.seed ?? String(SAMPLE_SEED) }, context)
      return sample(options.out, seed, context)
    })
}
