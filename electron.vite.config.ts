import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { mergeConfig } from 'vite'
import type { Plugin } from 'vite'
import { defineConfig } from 'electron-vite'
import { repositoryOf } from './scripts/repository.mjs'
import { stampSources } from './scripts/sources.mjs'
import { pageConfig } from './vite.page.config.ts'

const root = import.meta.dirname
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { repository?: unknown }

/** Adds the licenses of what the other processes are made of to the list that the page shows. */
const withLicensesOfMain: Plugin = {
  name: 'licenses-of-main',
  writeBundle({ dir = '' }) {
    const list = resolve(dir, 'licenses.md')
    const shown = readFileSync(list, 'utf8')
    const sections = readFileSync(resolve(root, 'out/main/licenses.md'), 'utf8')
      .split(/^(?=## )/m)
      .slice(1)
    const isNew = (section: string) => !shown.includes(section.split('\n')[0] ?? '')
    writeFileSync(list, [shown, ...sections.filter(isNew)].join('\n'))
  },
}

export default defineConfig({
  main: {
    plugins: [stampSources(root)],
    // src/main/buildFacts.d.ts
    define: { __RELEASES_PAGE__: JSON.stringify(repositoryOf(manifest)?.releases ?? null) },
    // For Node it declares a `require` of its own, beside the one that electron-vite declares. Only its workers need Node's.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      // Their hundred files would be read one by one before there is a window, and need not be packaged beside the build.
      externalizeDeps: false,
      minify: true,
      license: { fileName: 'licenses.md' },
      rollupOptions: {
        input: {
          index: resolve(root, 'src/main/index.ts'),
          trainer: resolve(root, 'src/trainer/node/utilityProcess.ts'),
          // The training process starts it as a second thread, by its name beside trainer.js.
          helper: resolve(root, 'src/trainer/node/helper.ts'),
        },
      },
    },
  },
  preload: {
    plugins: [stampSources(root)],
    // A sandboxed preload cannot be an ES module, and cannot require packages.
    build: {
      externalizeDeps: false,
      rollupOptions: {
        input: resolve(root, 'src/preload/index.ts'),
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // Built last.
  renderer: mergeConfig(pageConfig(), { plugins: [withLicensesOfMain] }),
})
