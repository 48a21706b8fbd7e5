import { ENGINE_KINDS } from '../engine/engine'
import { WEIGHT_INITS } from '../nn/initialWeights'
import { OPTIMIZER_KINDS } from '../nn/optimizers'

interface RowBase {
  /** The book's identifier, shown small next to the label; empty where the book has none. */
  readonly bookName: string
  /** Shown in the main panel or folded with the advanced ones. */
  readonly group: 'basic' | 'advanced'
  /** Its letter in a settings code. A letter keeps its meaning as long as the code's prefix stays. */
  readonly letter: string
  /** Written to every run file (`--history`), or only when it differs from the default. */
  readonly inRunFile: 'always' | 'changed'
}

interface NumberRow extends RowBase {
  readonly kind: 'integer' | 'real'
  readonly min: number
  readonly max: number
  /** Step of the arrow keys; `stepFactor` instead, where factors are easier to use (`lr`, `std`). */
  readonly step: number
  readonly stepFactor?: number
  readonly default: number
  /** What the option of the command line means without a value; absent where it needs one. */
  readonly whenGiven?: number
  /** Key of the unit in i18n `hyperparameters.unit.*`; empty for none. */
  readonly unit: '' | 'neurons' | 'images' | 'iterations' | 'epochs'
}

interface ChoiceRow extends RowBase {
  readonly kind: 'choice'
  readonly options: readonly string[]
  readonly default: string
}

interface FlagRow extends RowBase {
  readonly kind: 'flag'
  readonly default: boolean
}

/** The share of digits in many ways of writing among the training images that docs/drawing.md is about. */
const USUAL_HANDWRITING_SHARE = 0.2

/**
 * The table of hyperparameters: everything about them except their texts. Their type, the defaults (those of the book's
 * ch05 program), form, validation, command-line options, run files and settings codes derive from it; i18n must have a
 * label and a help text for each, or it does not compile. Names and letters are on disk: never change them.
 */
const HYPERPARAMETERS = {
  hidden: {
    kind: 'integer',
    letter: 'h',
    inRunFile: 'always',
    bookName: 'hidden_size',
    group: 'basic',
    min: 1,
    max: 2000,
    step: 10,
    default: 50,
    unit: 'neurons',
  },
  batch: {
    kind: 'integer',
    letter: 'b',
    inRunFile: 'always',
    bookName: 'batch_size',
    group: 'basic',
    min: 1,
    max: 10_000,
    step: 10,
    default: 100,
    unit: 'images',
  },
  lr: {
    kind: 'real',
    letter: 'l',
    inRunFile: 'always',
    bookName: 'learning_rate',
    group: 'basic',
    min: 1e-6,
    // Far beyond any use: the book's loss is bounded, so only steps of this size make the weights overflow.
    max: 1e9,
    step: 0.01,
    stepFactor: 2,
    default: 0.1,
    unit: '',
  },
  iterations: {
    kind: 'integer',
    letter: 'i',
    inRunFile: 'always',
    bookName: 'iters_num',
    group: 'basic',
    min: 1,
    max: 1_000_000,
    step: 1000,
    default: 10_000,
    unit: 'iterations',
  },
  std: {
    kind: 'real',
    letter: 'w',
    inRunFile: 'always',
    bookName: 'weight_init_std',
    group: 'basic',
    min: 0,
    max: 10,
    step: 0.01,
    stepFactor: 2,
    default: 0.01,
    unit: '',
  },
  seed: {
    kind: 'integer',
    letter: 's',
    inRunFile: 'always',
    bookName: 'seed',
    group: 'basic',
    min: 0,
    max: 4_294_967_295,
    step: 1,
    default: 0,
    unit: '',
  },
  engine: {
    kind: 'choice',
    letter: 'e',
    inRunFile: 'always',
    bookName: 'engine',
    group: 'advanced',
    options: ENGINE_KINDS,
    default: 'simd',
  },
  optimizer: {
    kind: 'choice',
    letter: 'o',
    inRunFile: 'changed',
    bookName: 'optimizer',
    group: 'advanced',
    options: OPTIMIZER_KINDS,
    default: 'sgd',
  },
  weightInit: {
    kind: 'choice',
    letter: 'n',
    inRunFile: 'changed',
    bookName: 'weight_init',
    group: 'advanced',
    options: WEIGHT_INITS,
    default: 'std',
  },
  shift: {
    kind: 'flag',
    letter: 'm',
    inRunFile: 'changed',
    bookName: '',
    group: 'advanced',
    default: false,
  },
  handwriting: {
    kind: 'real',
    letter: 'v',
    inRunFile: 'changed',
    bookName: '',
    group: 'advanced',
    min: 0,
    max: 0.9,
    step: 0.05,
    default: 0,
    whenGiven: USUAL_HANDWRITING_SHARE,
    unit: '',
  },
  targetAccuracy: {
    kind: 'real',
    letter: 't',
    inRunFile: 'changed',
    bookName: '',
    group: 'advanced',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
    unit: '',
  },
  patience: {
    kind: 'integer',
    letter: 'p',
    inRunFile: 'changed',
    bookName: '',
    group: 'advanced',
    min: 0,
    max: 1000,
    step: 1,
    default: 0,
    unit: 'epochs',
  },
  decay: {
    kind: 'choice',
    letter: 'd',
    inRunFile: 'changed',
    bookName: '',
    group: 'advanced',
    options: ['none', 'step', 'exponential', 'cosine'],
    default: 'none',
  },
} as const satisfies Readonly<Record<string, NumberRow | ChoiceRow | FlagRow>>

type Table = typeof HYPERPARAMETERS
type ValueOf<Row> = Row extends { readonly options: readonly (infer Option)[] }
  ? Option
  : Row extends { readonly kind: 'flag' }
    ? boolean
    : number

export type HyperparameterName = keyof Table

/** Everything that determines a run: same values, same data, same engine = same numbers. */
export type Hyperparameters = { readonly [K in HyperparameterName]: ValueOf<Table[K]> }

export type LearningRateDecay = Hyperparameters['decay']
export type HyperparameterUnit = Exclude<NumberRow['unit'], ''>

interface Named {
  readonly name: HyperparameterName
}
export type NumberField = NumberRow & Named
type ChoiceField = ChoiceRow & Named
type FlagField = FlagRow & Named
/** A row of the table with its name. */
export type HyperparameterField = NumberField | ChoiceField | FlagField

const NAMES = Object.keys(HYPERPARAMETERS) as readonly HyperparameterName[]

/** The rows of the table in its order, which is that of the form. */
export const HYPERPARAMETER_FIELDS: readonly HyperparameterField[] = NAMES.map((name) => ({
  name,
  ...HYPERPARAMETERS[name],
}))

/**
 * Makes one value for each hyperparameter.
 * @param value - called once per row, in the order of the table
 */
export const mapHyperparameters = <T>(
  value: (field: HyperparameterField) => T,
): Readonly<Record<HyperparameterName, T>> =>
  Object.fromEntries(HYPERPARAMETER_FIELDS.map((field) => [field.name, value(field)])) as Record<HyperparameterName, T>

/** The book's values. */
export const BOOK_DEFAULTS = mapHyperparameters((field) => field.default) as Hyperparameters
