import type { StudioApi } from '../../shared/contract/api'

declare global {
  interface Window {
    /** Exposed by the preload script; absent in a browser. */
    readonly studio?: StudioApi
  }
}

/** The host of this page: the Electron main process where there is one, else the browser itself. */
export async function getHost(): Promise<StudioApi> {
  if (window.studio) return window.studio
  // Loaded only in a browser.
  const { createBrowserHost } = await import('./browserHost')
  return createBrowserHost()
}
