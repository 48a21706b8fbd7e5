import { computed } from 'vue'
import { useShownTheme } from '../../ui/media'
import { DIVERGING } from '../../ui/pixels'

/** Luminance above which ink is easier to read than white. */
const LIGHT = 0.205

/** Colours of signed numbers in the theme on show: blue minus, red plus, the sheet for zero. */
export function useColours() {
  const theme = useShownTheme()
  const scale = computed(() => DIVERGING[theme.value])
  function mix(value: number, limit: number): readonly number[] {
    const share = limit > 0 ? Math.max(-1, Math.min(1, value / limit)) || 0 : 0
    const { negative, zero, positive } = scale.value
    const end = share < 0 ? negative : positive
    return zero.map((from, channel) => Math.round(from + Math.abs(share) * ((end[channel] ?? 0) - from)))
  }
  return {
    theme,
    scale,
    fill: (value: number, limit: number): string => `rgb(${mix(value, limit).join(' ')})`,
    /** A colour for digits on {@link fill}. */
    inkOn(value: number, limit: number): string {
      const [r = 0, g = 0, b = 0] = mix(value, limit).map((channel) => {
        const share = channel / 255
        return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      if (0.2126 * r + 0.7152 * g + 0.0722 * b <= LIGHT) return '#fff'
      return theme.value === 'light' ? '#20232a' : '#16181d'
    },
  }
}

/** The magnitude that a share `quantile` of the values does not exceed: one outlier does not bleach the rest. */
export function limitOf(values: Float64Array, quantile: number): number {
  const sizes = values.map(Math.abs).sort()
  return (sizes[Math.min(sizes.length - 1, Math.floor(quantile * sizes.length))] || sizes.at(-1)) ?? 0
}

/** As {@link limitOf} for long arrays: of every k-th value, so that it takes under a millisecond. */
export function roughLimit(values: Float64Array, quantile: number): number {
  const step = Math.max(1, Math.floor(values.length / 8000))
  if (step === 1) return limitOf(values, quantile)
  return limitOf(
    Float64Array.from({ length: Math.floor(values.length / step) }, (_, i) => values[i * step] ?? 0),
    quantile,
  )
}
