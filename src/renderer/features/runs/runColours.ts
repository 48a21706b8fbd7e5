/**
 * Six hues after Okabe and Ito (2008), which people with colour blindness can distinguish, with the lightness changed so that
 * each has a contrast of at least 4.5 on the card of its theme.
 */
const COLOURS = {
  light: ['#0072b2', '#b84a00', '#007a5a', '#a1407a', '#806000', '#4a4f59'],
  dark: ['#56b4e9', '#f08a3c', '#2fc79a', '#e38fbf', '#f0e442', '#c9c6c0'],
} as const

/** Lengths of dashes and gaps, pixels: the lines differ without colour, too. */
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 3], [14, 3, 2, 3, 2, 3]]

/** @param place - 0..5 */
export const runColour = (place: number, theme: 'light' | 'dark'): string => COLOURS[theme][place] ?? COLOURS[theme][0]

/** @param place - 0..5 */
export const runDash = (place: number): number[] => [...(DASHES[place] ?? [])]
