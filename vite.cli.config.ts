import { resolve } from 'node:path'
import { defineConfig } from 'vite'

/** The command line: one bundle per entry for plain Node, packages left outside. */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node20',
    outDir: resolve(import.meta.dirname, 'out/cli'),
    emptyOutDir: true,
    rollupOptions: {
      input: {
        digitStudio: resolve(import.meta.dirname, 'src/cli/digitStudio.ts'),
        evaluator: resolve(import.meta.dirname, 'src/trainer/nodeEvaluator.ts'),
      },
    },
  },
})
