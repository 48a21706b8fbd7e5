/** IPC channels of the Electron host. */
export const CHANNELS = {
  /** invoke(name, payload) -> Result */
  request: 'studio:request',
  /** invoke(paths) -> Result; the preload script turns dropped files into paths, which the page never sees */
  openDropped: 'studio:open-dropped',
  /** send(): the page has painted its first content and listens */
  painted: 'studio:painted',
  /** push (name, payload) */
  event: 'studio:event',
} as const

/** Start of the command-line argument that carries the {@link HostInfo} of the page, as JSON. */
export const INFO_ARGUMENT = '--studio-info='
