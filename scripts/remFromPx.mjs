/** The root font size that the styles assume, in pixels. */
const ROOT = 16
/** Thinner lines stay in pixels: hairlines do not scale with type. */
const HAIRLINE = 1.5
const PIXELS = /(?<![\w.#-])(-?\d*\.?\d+)px\b/g

const toRem = (text) =>
  text.replace(PIXELS, (pixels, number) =>
    Math.abs(Number(number)) <= HAIRLINE ? pixels : `${Number((Number(number) / ROOT).toFixed(5))}rem`,
  )

/**
 * A PostCSS plugin that turns the pixels of our styles into rem, so that type, controls and spaces grow together with the root
 * (src/renderer/styles/base.css says when). Media queries are left in pixels: they refer to the size of the window.
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
