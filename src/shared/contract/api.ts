import type { Result } from '../core/result'
import type { DatasetSummary } from '../data/dataset'
import type { StudioEventName, StudioEvents } from './events'
import type { PageRequestName, RequestTypes } from './routes'

/** Facts about the host. */
export interface HostInfo {
  readonly kind: 'electron' | 'browser'
  readonly version: string
  readonly platform: string
  /** What the desktop application runs on, as `Electron 33.4.11 · Chromium …`; empty in a browser, which says it itself. */
  readonly runtime: string
  /** Whether Chromium's sandbox confines the page. */
  readonly sandboxed: boolean
  /** Whether memory can be shared between threads, without which there is one. */
  readonly sharesMemory: boolean
  /** Whether there is a page with newer versions to open. */
  readonly hasReleases: boolean
}

/** What the preload script exposes as `window.studio`; the browser host has the same shape. */
export interface StudioApi {
  readonly info: HostInfo
  request<K extends PageRequestName>(
    name: K,
    payload: RequestTypes[K]['payload'],
  ): Promise<Result<RequestTypes[K]['reply']>>
  /**
   * Subscribes to an event. The last event of a name that arrived before any listener is passed to the first one.
   * @returns a function that ends the subscription
   */
  on<K extends StudioEventName>(name: K, listener: (payload: StudioEvents[K]) => void): () => void
  /**
   * Loads dropped files or a dropped folder.
   * @param files - result of renderer/hosts/collectDropped.ts; unknown because neutral code has no DOM types
   */
  openDropped(files: readonly unknown[]): Promise<Result<DatasetSummary | null>>
}
