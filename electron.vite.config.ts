import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { remFromPx } from './scripts/remFromPx.mjs'
import { stampSources } from './scripts/sources.mjs'

const root = import.meta.dirname
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }

export default defineConfig({
  main: {
    plugins: [stampSources(root)],
    build: {
      // Its hundred files would be read one by one before there is a window.
      externalizeDeps: { exclude: ['zod'] },
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
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [vue(), stampSources(root)],
    css: { postcss: { plugins: [remFromPx()] } },
    // src/renderer/hosts/buildFacts.d.ts
    define: { __APP_VERSION__: JSON.stringify(version) },
    worker: { format: 'es' },
    build: {
      // Small fonts would become data: URIs, which the content security policy refuses.
      assetsInlineLimit: 0,
      minify: true,
      rollupOptions: {
        input: resolve(root, 'src/renderer/index.html'),
        // How long the bundler's plugins took is nothing for whoever starts the application.
        checks: { pluginTimings: false },
      },
    },
  },
})
