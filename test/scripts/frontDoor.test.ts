import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { badgeFiles, fillReadme } from '../../scripts/frontDoor.mjs'
import { repositoryOf } from '../../scripts/repository.mjs'
import manifest from '../../package.json'

const READMES = ['README.md', 'README.en.md']
const read = (file: string) => readFileSync(file, 'utf8')
const published = { ...manifest, repository: { type: 'git', url: 'git+https://github.com/someone/digits.git' } }

describe('repositoryOf', () => {
  it('gives every address from the one in package.json, and null where there is none', () => {
    expect(repositoryOf(published)).toEqual({
      url: 'https://github.com/someone/digits',
      releases: 'https://github.com/someone/digits/releases/latest',
      issues: 'https://github.com/someone/digits/issues',
      check: 'https://github.com/someone/digits/actions/workflows/check.yml',
      pages: 'https://someone.github.io/digits/',
    })
    expect(repositoryOf({ repository: 'https://git.example.org/a/b' })).toMatchObject({ pages: null })
    expect(repositoryOf({})).toBeNull()
  })

  it('refuses an address that no browser opens safely', () => {
    expect(() => repositoryOf({ repository: 'http://example.org/a/b' })).toThrow('https')
  })
})

it('the moving picture is no larger than 4 MB', () => {
  expect(statSync('docs/demo.gif').size).toBeLessThan(4e6)
})

describe.each(READMES)('%s', (file) => {
  it('has the version, the license and the links of package.json (npm run readme writes them)', () => {
    expect(fillReadme(file, read(file), manifest)).toBe(read(file))
    for (const [path, content] of Object.entries(badgeFiles(manifest))) expect(read(path)).toBe(content)
  })

  it('links to releases, pages and issues once a repository is named', () => {
    const filled = fillReadme(file, read(file), published)
    const { releases, pages, issues, check } = repositoryOf(published) ?? {}
    for (const url of [releases, pages, issues, check]) expect(filled).toContain(`(${url})`)
    expect(fillReadme(file, filled, manifest)).toBe(read(file))
  })

  it('links to files that exist and to headings that it has', () => {
    const text = read(file)
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, target = '']) => target)
    expect(links.length).toBeGreaterThan(20)
    const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(
      ([, title = '']) =>
        `#${title
          .toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\- ]/gu, '')
          .replaceAll(' ', '-')}`,
    )
    for (const link of links) expect(link.startsWith('#') ? headings.includes(link) : existsSync(link), link).toBe(true)
  })

  it('answers twenty questions of readers of the chapter', () => {
    const questions = [...read(file).matchAll(/<summary>(\d+)\. /g)].map(([, number]) => Number(number))
    expect(questions).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  })

  it('names every file of src/shared/nn that has a section of the book', () => {
    const named = [...read(file).matchAll(/\| \[`([\w/]+\.ts)`\]\(src\/shared\/nn\//g)].map(([, name]) => name)
    const layers = readdirSync('src/shared/nn/layers').map((name) => `layers/${name}`)
    expect(named).toEqual(expect.arrayContaining([...layers, 'twoLayerNet.ts', 'gradientCheck.ts', 'optimizers.ts']))
  })
})
