import type { cli as zh } from '../zh-CN/cli'

/** Every string of the command line. */
export const cli: typeof zh = {
  name: 'Digit Studio',
}
