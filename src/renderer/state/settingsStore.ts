import type { Settings } from '../../shared/contract/settings'

export interface SettingsEvent {
  readonly type: 'change'
  readonly change: Partial<Settings>
}

/** The one place where settings change in the window; the host validates and saves them. */
export function reduceSettings(state: Settings, event: SettingsEvent): Settings {
  return { ...state, ...event.change }
}

/** Which theme is shown. */
export function shownTheme(theme: Settings['theme'], systemIsDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return systemIsDark ? 'dark' : 'light'
  return theme
}
