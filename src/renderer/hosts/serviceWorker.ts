import { addPlugins, precacheAndRoute } from 'workbox-precaching'
import type { PrecacheEntry } from 'workbox-precaching'

/** The build replaces it by the list of its files. */
declare const self: { readonly __WB_MANIFEST: (PrecacheEntry | string)[] }

/** What lets a page share memory between threads. A static server does not send them. */
const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/**
 * The browser version without its server: every file of the build is kept at the first visit and served from then on. A new
 * build replaces it once no page of the old one is open, so that no page gets files of two builds.
 */
addPlugins([
  {
    handlerWillRespond: ({ response }) => {
      const headers = new Headers(response.headers)
      for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value)
      const { status, statusText, body } = response
      return Promise.resolve(new Response(body, { status, statusText, headers }))
    },
  },
])
precacheAndRoute(self.__WB_MANIFEST)
