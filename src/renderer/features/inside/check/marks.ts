import { superscript } from '../../../../shared/inside/numbers'
import { DISTANCES } from '../../../../shared/inside/gradientCheck'
import type { ParameterName } from '../../../../shared/nn/copyWeights'

/** Each parameter has a colour and a shape, so that colour alone says nothing. */
export const COLOURS: Readonly<Record<ParameterName, string>> = {
  ...{ W1: 'var(--train)', b1: 'var(--warn)', W2: 'var(--loss)', b2: 'var(--test)' },
}

/** A circle, a diamond, a square, a triangle. @param s - half its size */
export function markPath(name: ParameterName, x: number, y: number, s: number): string {
  switch (name) {
    case 'W1':
      return `M${x - s} ${y}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0z`
    case 'b1':
      return `M${x} ${y - s * 1.35}l${s * 1.35} ${s * 1.35}l${-s * 1.35} ${s * 1.35}l${-s * 1.35} ${-s * 1.35}z`
    case 'W2':
      return `M${x - s * 0.9} ${y - s * 0.9}h${s * 1.8}v${s * 1.8}h${-s * 1.8}z`
    case 'b2':
      return `M${x} ${y - s * 1.3}l${s * 1.25} ${s * 2.2}h${-s * 2.5}z`
  }
}

/** 10⁻⁴, 3.2×10⁻⁵ */
export function distanceText(at: number): string {
  const half = Math.round(Math.log10(DISTANCES[at] ?? 1) * 2)
  return half % 2 === 0 ? `10${superscript(half / 2)}` : `3.2×10${superscript((half - 1) / 2)}`
}
