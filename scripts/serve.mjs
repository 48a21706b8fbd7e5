// Serves the built page (out/renderer) on this machine alone, with the headers a browser needs for it.
//   node scripts/serve.mjs [--port N]      without --port: 4173 or the next free one
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

const HOST = '127.0.0.1'
const FIRST_PORT = 4173
const PORTS_TRIED = 20

/** The page's policy (src/main/appUrl.ts) and, for the browser, the training worker with its WebAssembly. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

/** @returns the file behind a request's path, or null when it leads out of the folder */
export function resolvePath(root, url) {
  let path
  try {
    path = decodeURIComponent(new URL(url, `http://${HOST}/`).pathname)
  } catch {
    return null
  }
  if (/[\\:\0]/.test(path)) return null
  const file = join(root, path === '/' ? 'index.html' : path)
  return file.startsWith(root + sep) ? file : null
}

async function answer(root, request, response) {
  const refuse = (status) => response.writeHead(status, HEADERS).end()
  if (!['GET', 'HEAD'].includes(request.method ?? '')) return refuse(405)
  const file = resolvePath(root, request.url ?? '/')
  const found = file && (await stat(file).catch(() => null))
  if (!found?.isFile()) return refuse(404)
  // Names under assets/ carry a hash of their content; index.html does not.
  const cache = file.startsWith(join(root, 'assets') + sep) ? 'public, max-age=31536000, immutable' : 'no-cache'
  response.writeHead(200, {
    ...HEADERS,
    'Content-Type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'Content-Length': found.size,
    'Cache-Control': cache,
  })
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
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
 * @param port - exactly this one; null = the first free one from 4173 on
 * @returns the address, and a function that ends the server
 */
export async function serve(root, port = null) {
  const server = createServer((request, response) => {
    answer(root, request, response).catch((error) => {
      console.error(error)
      response.destroy()
    })
  })
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
    console.error('serve: --port wants a number from 0 to 65535')
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
