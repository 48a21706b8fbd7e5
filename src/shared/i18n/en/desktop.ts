import type { desktop as zh } from '../zh-CN/desktop'

/** Every string of the desktop's own surfaces: dialogs, menu, notifications. */
export const desktop: typeof zh = {
  name: 'Digit Studio',
}
