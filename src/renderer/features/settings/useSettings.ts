import type { SettingsChange } from '../../../shared/contract/settings'
import { perStudio, useStudio } from '../../state/studio'

/** Settings are written this long after the last change. */
const SAVE_DELAY_MS = 300

/** Changes settings in the window and sends them to the host, which saves them. */
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

  // A change right before the window closes is saved too.
  addEventListener('pagehide', () => void flush())

  /** Changes settings now and saves them soon. */
  function save(change: SettingsChange): void {
    settings.send({ type: 'change', change })
    unsaved = { ...unsaved, ...change }
    timer ??= setTimeout(() => void flush(), SAVE_DELAY_MS)
  }

  return {
    save,
    /** As `save`, but saved at once: for settings that the host itself uses. */
    async saveNow(change: SettingsChange): Promise<void> {
      save(change)
      await flush()
    },
  }
})

export const useSettings = () => settingsOf(useStudio())
