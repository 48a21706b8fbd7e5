// Serves the built page (out/renderer) on the loopback address only, with the HTTP headers it needs.
//   node scripts/serve.mjs [--port N]      without --port: 4173 or the next free one
import { realpathSync } from 'node:fs'
import { createServer } from 'node:http'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import sirv from 'sirv'
import { CONTENT_SECURITY_POLICY as DESKTOP_POLICY, PAGE_HEADERS } from '../src/main/pageHeaders.mjs'

const HOST = '127.0.0.1'
const FIRST_PORT = 4173
const PORTS_TRIED = 20

/** In a browser the page also runs the training worker and its WebAssembly. */
export const CONTENT_SECURITY_POLICY = DESKTOP_POLICY.replace(
  "script-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'",
)

const HEADERS = {
  ...PAGE_HEADERS,
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

/** Host headers of this machine, with any port, because a tunnel may use another one. Pages of other sites cannot forge them. */
const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Whether a request's path is inside `root` (a real path), with symbolic links resolved. */
function isInside(root, url) {
  try {
    const file = realpathSync(join(root, decodeURI(url.split('?', 1)[0])))
    return file === root || file.startsWith(root + sep)
  } catch {
    // No such file, or a malformed %-escape.
    return false
  }
}

/** @returns a request listener that serves the files below `root` */
function filesOf(root) {
  const realRoot = realpathSync(root)
  const files = sirv(realRoot, {
    // Reads the disk on every request: a build may replace the files meanwhile.
    dev: true,
    etag: true,
    extensions: ['html'],
    setHeaders(response, path) {
      // Names under assets/ carry a hash of their content; index.html does not.
      if (path.startsWith('/assets/')) response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
    },
  })
  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    const refuse = (status) => response.writeHead(status).end()
    if (!OWN_HOST.test(request.headers.host ?? '')) refuse(421)
    else if (!['GET', 'HEAD'].includes(request.method)) refuse(405)
    else if (!isInside(realRoot, request.url)) refuse(404)
    else files(request, response)
  }
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve(server.address().port)
    })
  })
}

/**
 * @param root - absolute folder
 * @param port - null = the first free one from 4173 on
 * @returns the address, and a function that closes the server
 */
export async function serve(root, port = null) {
  const server = createServer(filesOf(root))
  const wanted = port === null ? Array.from({ length: PORTS_TRIED }, (_, i) => FIRST_PORT + i) : [port]
  for (const candidate of wanted) {
    try {
      const bound = await listen(server, candidate)
      return { url: `http://${HOST}:${bound}/`, close: () => new Promise((resolve) => server.close(resolve)) }
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate === wanted.at(-1)) throw error
    }
  }
  throw new Error('no port')
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--port')
  const port = at < 0 ? null : Number(process.argv[at + 1])
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
    console.error('serve: --port must be a number from 0 to 65535')
    process.exit(2)
  }
  try {
    const { url } = await serve(join(import.meta.dirname, '../out/renderer'), port)
    console.log(url)
  } catch (error) {
    console.error(`serve: ${error.message}`)
    process.exitCode = 1
  }
}
