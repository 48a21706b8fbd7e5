import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { stampSources } from './scripts/sources.mjs'

/** The command line for plain Node, packages inside: finding and reading their many files took a quarter of a start. */
export default defineConfig({
  plugins: [stampSources(import.meta.dirname)],
  ssr: { noExternal: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: resolve(import.meta.dirname, 'out/cli'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        digitStudio: resolve(import.meta.dirname, 'src/cli/digitStudio.ts'),
        helper: resolve(import.meta.dirname, 'src/trainer/node/helper.ts'),
      },
    },
  },
})
