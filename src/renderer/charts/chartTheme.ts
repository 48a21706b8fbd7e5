import { typeScale } from '../ui/rem'

/** What a canvas needs of the styles as plain values. */
export interface ChartTheme {
  readonly ink: string
  readonly inkSoft: string
  readonly inkFaint: string
  readonly line: string
  readonly sheet: string
  readonly train: string
  readonly test: string
  readonly loss: string
  readonly lossPale: string
  readonly accent: string
  readonly accentSoft: string
  /** How much larger than in a window of ordinary size type is. */
  readonly scale: number
}

export const FONT_FAMILY = '"Noto Sans SC Variable", "Noto Sans SC", system-ui'

/** Reads the tokens in force. From the root: an element of a view that is put aside has no style. */
export function readChartTheme(): ChartTheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    ink: token('ink'),
    inkSoft: token('ink-2'),
    inkFaint: token('ink-3'),
    line: token('line'),
    sheet: token('sheet'),
    train: token('train'),
    test: token('test'),
    loss: token('loss'),
    lossPale: token('loss-pale'),
    accent: token('accent'),
    accentSoft: token('accent-soft'),
    scale: typeScale(),
  }
}

/** Resolves once the bundled font can draw `text`; on a canvas Chinese would else be boxes on a bare machine. */
export async function fontReady(text: string): Promise<void> {
  await document.fonts.load(`12px ${FONT_FAMILY}`, text)
}
