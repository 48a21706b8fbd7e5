import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import type { NetworkInfo } from '../../../shared/training/runTypes'
import { digitNames } from '../../../shared/data/catalogue'
import type { DatasetSummary } from '../../../shared/data/dataset'
import { classWord } from '../../../shared/i18n/classNames'
import { useText } from '../../state/i18n'
import { useStudio } from '../../state/studio'

/**
 * The class names of a network's outputs, independent of language: those it was trained on; for weights that do not name them,
 * the classes of the current dataset if their number is the same, else digits. Without a network, the classes of the dataset.
 */
export function classNamesFor(
  network: Pick<NetworkInfo, 'classes' | 'classNames'> | null,
  summary: Pick<DatasetSummary, 'classes' | 'classNames'> | null,
): readonly string[] {
  if (network === null) return summary?.classNames ?? digitNames(10)
  if (network.classNames?.length === network.classes) return network.classNames
  return summary?.classes === network.classes ? summary.classNames : digitNames(network.classes)
}

/** {@link classNamesFor} in the current language. */
export function useClassLabels(network: () => NetworkInfo | null): ComputedRef<readonly string[]> {
  const { dataset } = useStudio().stores
  const { language } = useText()
  // Through computed values, so that the labels do not change with every number of a run.
  const [current, summary] = [computed(network), computed(() => dataset.state.value.summary)]
  return computed(() => classNamesFor(current.value, summary.value).map((name) => classWord(name, language.value)))
}
