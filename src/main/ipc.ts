import { ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { CHANNELS } from '../shared/contract/channels'
import type { PageRequestName } from '../shared/contract/routes'
import { StudioError } from '../shared/core/errors'
import { settle } from '../shared/core/result'
import { isOwnPage } from './appUrl'
import type { Page } from './page'

export interface Ipc {
  /** Registers the handler of a request of the page; `payload` is not checked yet. */
  handle(name: PageRequestName, answer: (payload: unknown) => Promise<unknown>): void
  /** Registers the handler of dropped files, which the preload script has turned into paths. */
  onDropped(answer: (paths: readonly string[]) => Promise<unknown>): void
  /** Resolves when the page has painted its first content and listens. */
  readonly painted: Promise<void>
  /** Call once every handler is registered: requests that came earlier are answered now. */
  open(): void
}

/**
 * The only way from the page to the main process: the sender is checked first, then the name, then the payload; the outcome
 * crosses as a Result.
 */
export function setupIpc(page: Page, devUrl: string | null): Ipc {
  const answers = new Map<unknown, (payload: unknown) => Promise<unknown>>()

  const isOurs = ({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean =>
    senderFrame !== null &&
    senderFrame.parent === null &&
    sender === page.window()?.webContents &&
    isOwnPage(senderFrame.url, devUrl)

  function checkSender(event: IpcMainInvokeEvent): void {
    if (!isOurs(event)) throw new StudioError('BAD_REQUEST', { channel: 'ipc', reason: 'not our page' })
  }

  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))

  ipcMain.handle(CHANNELS.request, (event, name: unknown, payload: unknown) =>
    settle(async () => {
      checkSender(event)
      if (!answers.has(name)) await opened
      const answer = answers.get(name)
      if (!answer) throw new StudioError('BAD_REQUEST', { channel: String(name), reason: 'unknown request' })
      return answer(payload)
    }),
  )

  return {
    handle: (name, answer) => void answers.set(name, answer),
    onDropped(answer) {
      ipcMain.handle(CHANNELS.openDropped, (event, paths: unknown) =>
        settle(() => {
          checkSender(event)
          if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string')) {
            throw new StudioError('BAD_REQUEST', { channel: 'openDropped', reason: 'paths expected' })
          }
          return answer(paths)
        }),
      )
    },
    painted: new Promise((resolve) => {
      ipcMain.on(CHANNELS.painted, (event) => {
        // There is no reply, so an error thrown here would be uncaught. A page whose window closes while it loads is not
        // ours any more.
        if (isOurs(event)) resolve()
      })
    }),
    open,
  }
}
