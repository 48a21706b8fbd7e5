import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { CHANNELS, INFO_ARGUMENT, isEventName, isRequestName } from '../shared/contract/channels'
import { createEmitter } from '../shared/core/emitter'
import { StudioError } from '../shared/core/errors'
import { toFailure } from '../shared/core/result'
import type { HostInfo, StudioApi, StudioEvents } from '../shared/contract/api'

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
  ...{ kind: 'electron', version: '', platform: process.platform },
  ...JSON.parse(argument.slice(INFO_ARGUMENT.length)),
}

const refused = (channel: unknown) =>
  toFailure(new StudioError('BAD_REQUEST', { channel: String(channel), reason: 'not in the contract' }))

const api: StudioApi = {
  info,
  request: (name, payload) =>
    isRequestName(name) ? ipcRenderer.invoke(CHANNELS.request, name, payload) : Promise.resolve(refused(name)),
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
