import { Option } from 'commander'
import type { Command } from 'commander'
import { StudioError } from '../shared/core/errors'
import { errorText, fill, messagesOf } from '../shared/i18n/messages'
import { HYPERPARAMETER_FIELDS } from '../shared/training/hyperparameters'
import type { Hyperparameters, HyperparameterField, NumberField } from '../shared/training/hyperparameters'
import { parseHyperparameters } from '../shared/training/validateHyperparameters'
import { UsageError } from './context'
import type { Context } from './context'

/** `weightInit` -> `--weight-init` */
export const flagOf = (field: HyperparameterField): string =>
  `--${field.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/** Whether the option may be given without its value. */
const isOptional = (field: HyperparameterField): field is NumberField & { whenGiven: number } =>
  'whenGiven' in field && field.whenGiven !== undefined

/** One option per row of the hyperparameter table; values remain text until {@link readHyperparameters}. */
export function addHyperparameterOptions(command: Command, { language, text }: Context): void {
  const { hyperparameters } = messagesOf(language)
  for (const field of HYPERPARAMETER_FIELDS) {
    const facts = [hyperparameters[field.name].label]
    if (field.kind === 'choice') facts.push(field.options.join(' | '))
    if (field.kind === 'integer' || field.kind === 'real')
      facts.push(fill(text.range, { min: field.min, max: field.max }))
    if (field.kind !== 'flag') facts.push(fill(text.default, { value: field.default }))
    const value =
      field.kind === 'flag' ? '' : field.kind === 'choice' ? ' <name>' : isOptional(field) ? ' [share]' : ' <number>'
    command.addOption(new Option(`${flagOf(field)}${value}`, facts.join(' · ')))
  }
}

/** Numeric text becomes a number; other text is left for the validation to quote as typed. */
function numberOf(text: string): number | string {
  const value = Number(text)
  return text.trim() === '' || Number.isNaN(value) ? text : value
}

/**
 * @param options - as commander parsed them
 * @throws UsageError that names the option whose value is invalid
 */
export function readHyperparameters(options: Record<string, unknown>, { language }: Context): Hyperparameters {
  const values: Record<string, unknown> = {}
  for (const field of HYPERPARAMETER_FIELDS) {
    const given = options[field.name]
    const isNumber = field.kind === 'integer' || field.kind === 'real'
    // Commander gives `true` for an option whose value may be left out.
    if (isOptional(field) && given === true) values[field.name] = field.whenGiven
    else values[field.name] = isNumber && typeof given === 'string' ? numberOf(given) : given
  }
  try {
    return parseHyperparameters(values)
  } catch (error) {
    throw error instanceof StudioError ? new UsageError(errorText(error, language)) : error
  }
}
