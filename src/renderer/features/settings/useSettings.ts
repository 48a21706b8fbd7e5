import type { SettingsChange } from '../../../shared/contract/settings'
import { perStudio, useStudio } from '../../state/studio'

/** Settings are written this long after the last change. */
const SAVE_DELAY_MS = 300

/** Changes settings in the window and has the host keep them. */
export const settingsOf = perStudio(({ stores: { settings }, requests }) => {
  let unsaved: SettingsChange = {}
  let timer: ReturnType<typeof setTimeout> | null = null

  async function flush(): Promise<void> {
    if (timer === null) return
    clearTimeout(timer)
    timer = null
    const changes = unsaved
    unsaved = {}
    await requests.ask('host.saveSettings', changes)
  }

  // A window that is closed right after a change still keeps it.
  addEventListener('pagehide', () => void flush())

  /** Changes settings now and keeps them soon. */
  function save(change: SettingsChange): void {
    settings.send({ type: 'change', change })
    unsaved = { ...unsaved, ...change }
    timer ??= setTimeout(() => void flush(), SAVE_DELAY_MS)
  }

  return {
    save,
    /** As `save`, but written at once: for what the host itself acts on. */
    async saveNow(change: SettingsChange): Promise<void> {
      save(change)
      await flush()
    },
  }
})

export const useSettings = () => settingsOf(useStudio())
