/** Root font size that the styles assume, px. */
const ROOT = 16
/** Lengths up to this many px are kept: hairlines do not scale with the font size. */
const HAIRLINE = 1.5
const PIXELS = /(?<![\w.#-])(-?\d*\.?\d+)px\b/g

const toRem = (text) =>
  text.replace(PIXELS, (pixels, number) =>
    Math.abs(Number(number)) <= HAIRLINE ? pixels : `${Number((Number(number) / ROOT).toFixed(5))}rem`,
  )

/**
 * A PostCSS plugin that converts px in our styles to rem, so that type, controls and spacing scale with the root font size (set
 * in src/renderer/ui/styles/base.css). Media queries keep px: they refer to the size of the window.
 */
export function remFromPx() {
  return {
    postcssPlugin: 'rem-from-px',
    Once(root) {
      root.walkDecls((declaration) => {
        if (!declaration.value.includes('url(')) declaration.value = toRem(declaration.value)
      })
      root.walkAtRules('container', (rule) => {
        rule.params = toRem(rule.params)
      })
    },
  }
}
