import type { HyperparameterName, HyperparameterUnit, Hyperparameters } from '../training/hyperparameters'

/** The texts of the hyperparameters, for every language; a missing text does not compile. */
export type HyperparameterTexts = {
  readonly [K in HyperparameterName]: {
    readonly label: string
    readonly help: string
  } & (Hyperparameters[K] extends string ? { readonly options: Readonly<Record<Hyperparameters[K], string>> } : unknown)
} & { readonly unit: Readonly<Record<HyperparameterUnit, string>> }
