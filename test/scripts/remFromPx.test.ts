import { describe, expect, it } from 'vitest'
import { preprocessCSS, resolveConfig } from 'vite'
import { remFromPx } from '../../scripts/remFromPx.mjs'

async function built(css: string): Promise<string> {
  const config = await resolveConfig({ configFile: false, css: { postcss: { plugins: [remFromPx()] } } }, 'build')
  const { code } = await preprocessCSS(css, 'a.css', config)
  return code.replace(/\s+/g, ' ')
}

describe('remFromPx', () => {
  it('makes type and spaces grow with the root, in functions and variables too', async () => {
    expect(await built('p { font-size: 14px; margin: -8px auto 0; width: calc(100vh - 612px) }')).toBe(
      'p { font-size: 0.875rem; margin: -0.5rem auto 0; width: calc(100vh - 38.25rem) }',
    )
    expect(await built(':root { --s4: 16px }')).toBe(':root { --s4: 1rem }')
  })

  it('leaves hairlines, names and addresses as they are', async () => {
    const css = 'p { border: 1px solid; outline: 1.5px solid; --a2px: red; background: url("/24px.svg") }'
    expect(await built(css)).toBe(css)
  })

  it('asks containers in rem and windows in pixels', async () => {
    expect(await built('@container (max-width: 620px) { p { gap: 1px } }')).toContain('(max-width: 38.75rem)')
    expect(await built('@media (max-width: 620px) { p { gap: 1px } }')).toContain('(max-width: 620px)')
  })
})
