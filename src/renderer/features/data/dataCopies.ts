import type { Ref } from 'vue'
import type { ClassMeans, PixelHistogram } from '../../../shared/contract/replies'
import type { DatasetSummary } from '../../../shared/data/dataset'
import { pngOf } from '../../charts/chartPicture'
import { useText } from '../../state/i18n'
import { countsPicture } from './countsPicture'
import { histogramPicture, meansPicture } from './dataPictures'
import { pixelStats } from './pixelStats'
import { classTable } from './tables'

/** What the Data view shows now. */
interface Shown {
  readonly summary: Readonly<Ref<DatasetSummary | null>>
  /** Of the classes, by label, in the current language. */
  readonly names: Readonly<Ref<readonly string[]>>
  readonly means: Readonly<Ref<ClassMeans | null>>
  readonly pixels: Readonly<Ref<PixelHistogram | null>>
}

/** Everything that can be copied from the Data view, made on demand: a table, or pictures as PNG. */
export function dataCopies({ summary, names, means, pixels }: Shown) {
  const { t, format } = useText()
  const columns = () => {
    const { trainHistogram = [], testHistogram = [] } = summary.value ?? {}
    return [
      { title: t('app.data.train'), counts: trainHistogram, colour: 'train' },
      { title: t('app.data.test'), counts: testHistogram, colour: 'test' },
    ] as const
  }
  return {
    counts: (): string => {
      const values = columns().map(({ title, counts }) => ({ title, values: counts }))
      return classTable(t('data.classes'), names.value, values)
    },
    countsPicture: async (): Promise<Blob> =>
      pngOf(await countsPicture(columns(), names.value, t('app.data.histogram'), format.value.integer)),
    means: async (): Promise<Blob> => {
      if (means.value === null) throw new Error('nothing to copy')
      return pngOf(await meansPicture(means.value, names.value, t('data.meanTitle'), t('app.greyScale')))
    },
    pixels: async (): Promise<Blob> => {
      if (pixels.value === null) throw new Error('nothing to copy')
      const axes = { x: t('data.pixels.value'), y: t('data.pixels.count') }
      return pngOf(await histogramPicture(pixelStats(pixels.value.counts), t('data.pixels.title'), axes))
    },
  }
}
