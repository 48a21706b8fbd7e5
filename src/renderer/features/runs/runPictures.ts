import type { ChartPicture } from '../../../shared/runs/archive'
import type { RunCurves, RunRecord } from '../../../shared/runs/record'
import { decimate } from '../../charts/buckets'
import { pngOf } from '../../charts/chartPicture'
import { fontReady, readChartTheme } from '../../charts/chartTheme'
import { linesPicture } from '../../charts/linesPicture'
import type { PictureLine } from '../../charts/linesPicture'
import { Series } from '../../charts/series'
import { seriesOf } from './compareChart'
import { labelsOf, titleOf } from './runLabels'
import type { Translator } from '../../state/i18n'

const MAX_POINTS = 2000

/** The two charts of the book as PNG files, for the archive of a run. */
export async function runPictures(run: RunRecord, curves: RunCurves, translator: Translator): Promise<ChartPicture[]> {
  const { t } = translator
  const { settings, engine, dataset } = labelsOf(run, translator)
  const title = titleOf(run, translator)
  const subtitle = [dataset, settings, engine].join(' · ')
  const theme = readChartTheme()
  const axes = { epoch: t('runs.chart.epoch'), iteration: t('runs.chart.iteration') }
  const labels = {
    train: t('runs.trainAccuracy'),
    test: t('runs.testAccuracy'),
    loss: t('runs.chart.loss'),
    raw: t('runs.lossLegend'),
  }
  await fontReady([title, subtitle, ...Object.values(axes), ...Object.values(labels)].join(''))

  const style = (colour: string, label: string) => ({
    label,
    borderColor: colour,
    backgroundColor: colour,
    pointRadius: 0,
  })
  const epochs = (name: 'trainAccuracy' | 'testAccuracy') => curves.epochs.map((e) => ({ x: e.epoch, y: e[name] }))
  const raw = new Series()
  curves.losses.forEach((loss, iteration) => raw.append(iteration, loss))
  const thin = (series: Series) => decimate(series, { from: 0, to: Infinity, budget: MAX_POINTS })
  const accuracy: PictureLine[] = [
    { ...style(theme.train, labels.train), borderWidth: 2, data: epochs('trainAccuracy') },
    { ...style(theme.test, labels.test), borderWidth: 2, borderDash: [8, 4], data: epochs('testAccuracy') },
  ]
  const loss: PictureLine[] = [
    { ...style(theme.loss, labels.loss), borderWidth: 2, data: thin(seriesOf(curves, 'loss')) },
    { ...style(theme.lossPale, labels.raw), borderWidth: 1, data: thin(raw) },
  ]
  const png = async (picture: HTMLCanvasElement) => new Uint8Array(await (await pngOf(picture)).arrayBuffer())
  return [
    { name: 'accuracy', png: await png(linesPicture(accuracy, { title, subtitle, x: axes.epoch }, 1, theme)) },
    { name: 'loss', png: await png(linesPicture(loss, { title, subtitle, x: axes.iteration }, null, theme)) },
  ]
}
