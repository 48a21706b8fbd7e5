import { resolve } from 'node:path'
import { defineConfig, mergeConfig } from 'vite'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { PAGE_POLICY } from './scripts/pagePolicy.mjs'
import { pageConfig } from './vite.page.config.ts'

const root = import.meta.dirname

/** Where no server sends the policy of the page, the page brings it along. */
const policyInPage: Plugin = {
  name: 'policy-in-page',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }, injectTo: 'head-prepend' },
  ],
}

/** `npm run build:web`: a folder for any static server, under any path, that works offline after the first visit. */
export default defineConfig(
  mergeConfig(pageConfig(), {
    base: './',
    publicDir: resolve(root, 'resources/web'),
    plugins: [
      policyInPage,
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'hosts',
        filename: 'serviceWorker.ts',
        injectRegister: 'script-defer',
        injectManifest: { globPatterns: ['**/*.{js,css,html,svg,png,woff2,md}'] },
        manifest: {
          name: '手写数字工坊',
          short_name: '数字工坊',
          lang: 'zh-CN',
          start_url: './',
          display: 'standalone',
          background_color: '#faf8f4',
          theme_color: '#c8402f',
          icons: [192, 512].map((size) => ({ src: `icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png' })),
        },
      }),
    ],
    build: { outDir: resolve(root, 'out/web'), emptyOutDir: true },
  }),
)
