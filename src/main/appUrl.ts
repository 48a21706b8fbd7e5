import { join, sep } from 'node:path'
import { lookup } from 'mrmime'

/** The page's own scheme and host: `app://studio/index.html`. */
export const APP_SCHEME = 'app'
const APP_HOST = 'studio'
export const APP_PAGE = `${APP_SCHEME}://${APP_HOST}/index.html`

/** The MIME type of a file; unknown ones are plain bytes, which no browser runs. */
export function contentType(path: string): string {
  const type = lookup(path) ?? 'application/octet-stream'
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type
}

/**
 * The file behind a URL of the page.
 * @param root - absolute folder that is served
 * @returns an absolute path inside `root`, or null for another scheme or host and for anything that leads out of `root`
 */
export function resolveAppUrl(root: string, url: string): string | null {
  let path: string
  try {
    const parsed = new URL(url)
    if (parsed.protocol !== `${APP_SCHEME}:` || parsed.host !== APP_HOST) return null
    path = decodeURIComponent(parsed.pathname)
  } catch (error) {
    // Not a URL, or a broken %-escape.
    if (error instanceof TypeError || error instanceof URIError) return null
    throw error
  }
  // A backslash or a colon means a separator or a drive on Windows; NUL ends a C string early.
  if (/[\\:\0]/.test(path)) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  return file.startsWith(root + sep) ? file : null
}

/**
 * Whether a frame shows our own page, which may make requests. `new URL('app://x/y').origin` is the string "null", so protocol
 * and host are compared.
 * @param devUrl - address of the development server, or null
 */
export function isOwnPage(url: string, devUrl: string | null): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  if (protocol === `${APP_SCHEME}:` && host === APP_HOST) return true
  if (devUrl === null) return false
  const dev = new URL(devUrl)
  return protocol === dev.protocol && host === dev.host
}
