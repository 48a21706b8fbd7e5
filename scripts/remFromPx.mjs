/** The root's font size that the styles are drawn for, in pixels. */
const ROOT = 16
/** What is thinner stays as thin on any screen: hairlines are not type. */
const HAIRLINE = 1.5
const PIXELS = /(?<![\w.#-])(-?\d*\.?\d+)px\b/g

const toRem = (text) =>
  text.replace(PIXELS, (pixels, number) =>
    Math.abs(Number(number)) <= HAIRLINE ? pixels : `${Number((Number(number) / ROOT).toFixed(5))}rem`,
  )

/**
 * A PostCSS plugin that turns the pixels of our styles into rem, so that type, controls and spaces grow together with the root
 * (src/renderer/styles/base.css says when). Media queries stay as they are: they ask for the size of the window.
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
