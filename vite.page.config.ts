import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import type { UserConfig } from 'vite'
import { remFromPx } from './scripts/remFromPx.mjs'
import { stampSources } from './scripts/sources.mjs'

const root = import.meta.dirname

/** How long the bundler's plugins took is nothing for whoever starts the application. */
const QUIET = { pluginTimings: false }

/** The page of the desktop window and of the browser version. */
export function pageConfig(): UserConfig {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { version: string }
  return {
    root: resolve(root, 'src/renderer'),
    plugins: [vue(), stampSources(root)],
    css: { postcss: { plugins: [remFromPx()] } },
    // src/renderer/hosts/buildFacts.d.ts
    define: { __APP_VERSION__: JSON.stringify(version) },
    worker: { format: 'es', rollupOptions: { checks: QUIET } },
    build: {
      // Small fonts would become data: URIs, which the content security policy refuses.
      assetsInlineLimit: 0,
      minify: true,
      // Shown under Settings › About.
      license: { fileName: 'licenses.md' },
      rollupOptions: {
        input: resolve(root, 'src/renderer/index.html'),
        checks: QUIET,
      },
    },
  }
}
