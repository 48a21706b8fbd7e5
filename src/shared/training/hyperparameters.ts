import type { EngineKind } from '../engine/engine'
import type { WeightInit } from '../nn/initialWeights'
import type { OptimizerKind } from '../nn/optimizers'

export type LearningRateDecay = 'none' | 'step' | 'exponential' | 'cosine'

/** Everything that decides a run: same values, same data, same engine = same numbers. */
export interface Hyperparameters {
  readonly hidden: number
  readonly batch: number
  readonly iterations: number
  readonly lr: number
  readonly std: number
  readonly seed: number
  readonly engine: EngineKind
  readonly optimizer: OptimizerKind
  readonly weightInit: WeightInit
  /** Shift each training image by up to ±2 px in x and y. */
  readonly shift: boolean
  /** Stop once the test accuracy reaches this (0..1); 0 = off. */
  readonly targetAccuracy: number
  /** Stop after this many epochs without a better test accuracy; 0 = off. */
  readonly patience: number
  readonly decay: LearningRateDecay
}

export type HyperparameterName = keyof Hyperparameters

interface FieldBase {
  readonly name: HyperparameterName
  /** The book's identifier, shown small beside the label; empty where the book has none. */
  readonly bookName: string
  /** Shown in the main panel or folded under 进阶. */
  readonly group: 'basic' | 'advanced'
}

export interface NumberField extends FieldBase {
  readonly kind: 'integer' | 'real'
  readonly min: number
  readonly max: number
  /** Step of the arrow keys; for `lr` and `std` a factor reads better, so the field doubles and halves (`stepFactor`). */
  readonly step: number
  readonly stepFactor?: number
  readonly default: number
  /** Key of the unit in i18n `hyperparameters.unit.*`; empty for none. */
  readonly unit: '' | 'neurons' | 'images' | 'iterations' | 'epochs'
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice'
  readonly options: readonly string[]
  readonly default: string
}

export interface FlagField extends FieldBase {
  readonly kind: 'flag'
  readonly default: boolean
}

export type HyperparameterField = NumberField | ChoiceField | FlagField

/**
 * The one table from which form, validation, CLI flags and documentation come. Labels and help texts are in
 * i18n `hyperparameters.<name>.{label,help}`. Defaults are those of the book's ch05 program.
 */
export const HYPERPARAMETER_FIELDS: readonly HyperparameterField[] = [
  {
    name: 'hidden',
    bookName: 'hidden_size',
    group: 'basic',
    kind: 'integer',
    min: 1,
    max: 2000,
    step: 10,
    default: 50,
    unit: 'neurons',
  },
  {
    name: 'batch',
    bookName: 'batch_size',
    group: 'basic',
    kind: 'integer',
    min: 1,
    max: 10_000,
    step: 10,
    default: 100,
    unit: 'images',
  },
  {
    name: 'lr',
    bookName: 'learning_rate',
    group: 'basic',
    kind: 'real',
    min: 1e-6,
    // Far beyond any use: the book's loss is bounded, so only such steps drive the weights out of the numbers.
    max: 1e9,
    step: 0.01,
    stepFactor: 2,
    default: 0.1,
    unit: '',
  },
  {
    name: 'iterations',
    bookName: 'iters_num',
    group: 'basic',
    kind: 'integer',
    min: 1,
    max: 1_000_000,
    step: 1000,
    default: 10_000,
    unit: 'iterations',
  },
  {
    name: 'std',
    bookName: 'weight_init_std',
    group: 'basic',
    kind: 'real',
    min: 0,
    max: 10,
    step: 0.01,
    stepFactor: 2,
    default: 0.01,
    unit: '',
  },
  {
    name: 'seed',
    bookName: 'seed',
    group: 'basic',
    kind: 'integer',
    min: 0,
    max: 4_294_967_295,
    step: 1,
    default: 0,
    unit: '',
  },
  {
    name: 'engine',
    bookName: 'engine',
    group: 'advanced',
    kind: 'choice',
    options: ['simd', 'float64'],
    default: 'simd',
  },
  {
    name: 'optimizer',
    bookName: 'optimizer',
    group: 'advanced',
    kind: 'choice',
    options: ['sgd', 'momentum', 'adagrad', 'adam'],
    default: 'sgd',
  },
  {
    name: 'weightInit',
    bookName: 'weight_init',
    group: 'advanced',
    kind: 'choice',
    options: ['std', 'xavier', 'he'],
    default: 'std',
  },
  { name: 'shift', bookName: '', group: 'advanced', kind: 'flag', default: false },
  {
    name: 'targetAccuracy',
    bookName: '',
    group: 'advanced',
    kind: 'real',
    min: 0,
    max: 1,
    step: 0.01,
    default: 0,
    unit: '',
  },
  {
    name: 'patience',
    bookName: '',
    group: 'advanced',
    kind: 'integer',
    min: 0,
    max: 1000,
    step: 1,
    default: 0,
    unit: 'epochs',
  },
  {
    name: 'decay',
    bookName: '',
    group: 'advanced',
    kind: 'choice',
    options: ['none', 'step', 'exponential', 'cosine'],
    default: 'none',
  },
]

/** The book's values. */
export const BOOK_DEFAULTS: Hyperparameters = {
  hidden: 50,
  batch: 100,
  iterations: 10_000,
  lr: 0.1,
  std: 0.01,
  seed: 0,
  engine: 'simd',
  optimizer: 'sgd',
  weightInit: 'std',
  shift: false,
  targetAccuracy: 0,
  patience: 0,
  decay: 'none',
}
