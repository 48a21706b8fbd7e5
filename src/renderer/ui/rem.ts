/** The root's font size that everything is drawn for, in pixels; styles/base.css lets it grow on large screens. */
const ROOT = 16

/** @returns a length that is `pixels` in a window of ordinary size and grows with the type */
export const rem = (pixels: number): string => `${pixels / ROOT}rem`

/** @returns how much larger than in a window of ordinary size everything is drawn, 1 or more */
export const typeScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT
