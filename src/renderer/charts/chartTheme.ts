import { typeScale } from '../ui/rem'

/** The design tokens that a canvas needs, as plain values. */
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
  /** Font size relative to a window of ordinary size, 1 or more. */
  readonly scale: number
}

export const FONT_FAMILY = '"Noto Sans SC Variable", "Noto Sans SC", system-ui'

/** Reads the current tokens, from the root: an element of a view that is not shown has no computed style. */
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

/** Resolves once the bundled font can draw `text`; a system without Chinese fonts would otherwise draw boxes. */
export async function fontReady(text: string): Promise<void> {
  await document.fonts.load(`12px ${FONT_FAMILY}`, text)
}
