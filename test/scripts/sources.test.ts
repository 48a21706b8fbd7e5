import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SOURCES, isBuilt, sourcesFingerprint, stampSources } from '../../scripts/sources.mjs'

/** One file of each kind of input. */
const FILES = [
  'src/kernels/assembly/forward.ts',
  'src/kernels/buildKernels.mjs',
  'src/shared/core/errors.ts',
  'src/trainer/node/helper.ts',
  'src/renderer/index.html',
  'src/cli/digitStudio.ts',
  'scripts/start.mjs',
  'scripts/remFromPx.mjs',
  ...SOURCES.filter((name) => name.includes('.')),
]
const repository = resolve(import.meta.dirname, '../..')

let root = ''
const at = (name: string) => join(root, name)
const write = (name: string, text: string) => {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), text)
}
const folders = () => [at('out/a'), at('out/b')]
const stampAll = () => {
  for (const folder of folders()) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, '.sources'), sourcesFingerprint(root))
  }
}
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sources 源-'))
  for (const file of FILES) write(file, `// ${file}`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('isBuilt', () => {
  it('is true for a build of these very contents, whatever the times say', () => {
    expect(isBuilt(root, folders())).toBe(false)
    stampAll()
    const tomorrow = Date.now() / 1000 + 86_400
    for (const file of FILES) utimesSync(at(file), tomorrow, tomorrow)
    expect(isBuilt(root, folders())).toBe(true)
  })

  it.each(FILES)('is false once %s has changed, and true when it is as before', (file) => {
    stampAll()
    write(file, 'changed')
    expect(isBuilt(root, folders())).toBe(false)
    write(file, `// ${file}`)
    expect(isBuilt(root, folders())).toBe(true)
  })

  it.each([
    ['added', () => write('src/shared/new.ts', '')],
    ['removed', () => rmSync(at('src/cli/digitStudio.ts'))],
    ['renamed', () => renameSync(at('src/cli/digitStudio.ts'), at('src/cli/other.ts'))],
  ])('is false once a file was %s', (_how, change) => {
    stampAll()
    change()
    expect(isBuilt(root, folders())).toBe(false)
  })

  it('is false when one of its folders is gone', () => {
    stampAll()
    rmSync(at('out/b'), { recursive: true })
    expect(isBuilt(root, folders())).toBe(false)
  })

  it('does not look at what is no input: documents, tests, generated code', () => {
    stampAll()
    for (const file of ['README.md', 'docs/x.md', 'test/x.test.ts', 'src/kernels/kernels.generated.ts'])
      write(file, 'x')
    expect(isBuilt(root, folders())).toBe(true)
  })
})

describe('SOURCES', () => {
  it('names only what is there', () => {
    expect(SOURCES.filter((name) => !existsSync(join(repository, name)))).toEqual([])
  })
})

describe('stampSources', () => {
  it('leaves the fingerprint from the start of the build beside what was built', async () => {
    for (const name of SOURCES.filter((name) => name.endsWith('.json'))) write(name, '{}')
    const before = sourcesFingerprint(root)
    write('entry.js', 'export default 1')
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      plugins: [stampSources(root), { name: 'edit', buildEnd: () => write('scripts/start.mjs', 'edited meanwhile') }],
      build: { outDir: at('out/a'), rollupOptions: { input: at('entry.js') } },
    })
    expect(readFileSync(at('out/a/.sources'), 'utf8')).toBe(before)
    expect(isBuilt(root, [at('out/a')])).toBe(false)
  })
})
