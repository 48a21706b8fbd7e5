import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { NetworkInfo } from '../../../shared/training/runTypes'
import { digitNames } from '../../../shared/data/catalogue'
import type { DatasetSummary } from '../../../shared/data/dataset'
import { classWord } from '../../../shared/i18n/classNames'
import { useText } from '../../state/i18n'
import { useStudio } from '../../state/studio'

/**
 * What the outputs of a network stand for, neutral of language: what it was trained on; of weights that do not say, the
 * classes of the dataset in use where it has as many, else numbers. Without a network, the classes of the dataset.
 */
export function classNamesFor(
  network: Pick<NetworkInfo, 'classes' | 'classNames'> | null,
  summary: Pick<DatasetSummary, 'classes' | 'classNames'> | null,
): readonly string[] {
  if (network === null) return summary?.classNames ?? digitNames(10)
  if (network.classNames?.length === network.classes) return network.classNames
  return summary?.classes === network.classes ? summary.classNames : digitNames(network.classes)
}

/** {@link classNamesFor} in the language of the moment. */
export function useClassLabels(network: () => NetworkInfo | null): ComputedRef<readonly string[]> {
  const { dataset } = useStudio().stores
  const { language } = useText()
  // What reads the labels is to stand still while numbers of a run change around the network.
  const [current, summary] = [computed(network), computed(() => dataset.state.value.summary)]
  return computed(() => classNamesFor(current.value, summary.value).map((name) => classWord(name, language.value)))
}
