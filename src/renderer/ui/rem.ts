/** The root font size that lengths in pixels refer to; styles/base.css increases it on large screens. */
const ROOT = 16

/** @returns a length that is `pixels` in a window of ordinary size and grows with the root font size */
export const rem = (pixels: number): string => `${pixels / ROOT}rem`

/** @returns the enlargement relative to a window of ordinary size, 1 or more */
export const typeScale = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT
