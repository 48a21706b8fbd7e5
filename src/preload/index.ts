import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostInfo, StudioApi } from '../shared/contract/api'
import { CHANNELS, INFO_ARGUMENT } from '../shared/contract/channels'
import { isEventName } from '../shared/contract/events'
import type { StudioEvents } from '../shared/contract/events'
import { createEmitter } from '../shared/core/emitter'

const events = createEmitter<StudioEvents>()
ipcRenderer.on(CHANNELS.event, (_event, name: unknown, payload: StudioEvents[keyof StudioEvents]) => {
  if (isEventName(name)) events.emit(name, payload)
})

new PerformanceObserver((list, observer) => {
  if (list.getEntriesByName('first-contentful-paint').length === 0) return
  observer.disconnect()
  ipcRenderer.send(CHANNELS.painted)
}).observe({ type: 'paint', buffered: true })

const argument = process.argv.find((value) => value.startsWith(INFO_ARGUMENT)) ?? `${INFO_ARGUMENT}{}`
const info: HostInfo = {
  ...{ kind: 'electron', version: '', platform: process.platform, runtime: '' },
  ...{ sandboxed: true, sharesMemory: true, hasReleases: false },
  ...(JSON.parse(argument.slice(INFO_ARGUMENT.length)) as Partial<HostInfo>),
}

const api: StudioApi = {
  info,
  // The main process checks name and payload (src/main/ipc.ts): it does not trust the page, and the table of names needs zod.
  request: (name, payload) => ipcRenderer.invoke(CHANNELS.request, name, payload),
  on(name, listener) {
    if (!isEventName(name)) throw new Error(`no event ${String(name)}`)
    return events.on(name, listener)
  },
  openDropped(files) {
    // The path is known only here and in the main process; the page has File objects without one.
    const paths = files.map((file) => (file instanceof File ? webUtils.getPathForFile(file) : ''))
    return ipcRenderer.invoke(
      CHANNELS.openDropped,
      paths.filter((path) => path !== ''),
    )
  },
}

contextBridge.exposeInMainWorld('studio', api)
