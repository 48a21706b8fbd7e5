import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { APP_SCHEME, contentType, resolveAppUrl } from './appUrl'
import { PAGE_HEADERS } from './pageHeaders.mjs'
import { PATHS } from './paths'

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    // With the cache, V8 need not compile the page's scripts again at every start.
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

const refuse = (status: number): Response => new Response(null, { status, headers: PAGE_HEADERS })

/** Serves the built page under app://studio/, nothing else. */
export function setupProtocol(): void {
  protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET') return refuse(405)
    const file = resolveAppUrl(PATHS.renderer, request.url)
    if (file === null) return refuse(403)
    try {
      const body = await readFile(file)
      return new Response(new Uint8Array(body), { headers: { ...PAGE_HEADERS, 'Content-Type': contentType(file) } })
    } catch (error) {
      // A folder or a missing file; logged, because the build may be incomplete.
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      console.error(`${request.url}: ${reason}`)
      return refuse(404)
    }
  })
}
