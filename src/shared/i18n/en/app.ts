import type { app as zh } from '../zh-CN/app'

/** Every string of the window. */
export const app: typeof zh = {
  name: 'Digit Studio',
}
