import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY as desktopPolicy } from '../../src/main/appUrl'
import { CONTENT_SECURITY_POLICY as browserPolicy, serve } from '../../scripts/serve.mjs'

let folder: string
let server: { url: string; close: () => Promise<void> }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '网页 '))
  await mkdir(join(folder, 'site/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'site/index.html'), '<p>页面</p>')
  await writeFile(join(folder, 'site/assets/a.js'), 'export {}')
  server = await serve(join(folder, 'site'), 0)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Sends the path as it is: fetch would fold the dots. */
const status = (path: string, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    request({ hostname, port, path, method, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

describe('serve', () => {
  it('serves the page with its policy and isolation headers, on this machine alone', async () => {
    const response = await fetch(server.url)
    expect(await response.text()).toBe('<p>页面</p>')
    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': browserPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    })
    const script = await fetch(new URL('assets/a.js', server.url))
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    await script.text()
  })

  it('serves nothing outside its folder, no folders, and nothing but GET and HEAD', async () => {
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e%2fsecret.txt',
      '/..%5csecret.txt',
      '/%00',
      '/%',
    ]) {
      expect(await status(path), path).toBe(404)
    }
    expect(await status('/assets')).toBe(404)
    expect(await status('/index.html', 'POST')).toBe(405)
    expect(await status('/index.html', 'HEAD')).toBe(200)
  })

  it('refuses a port that is taken when it was asked for by number', async () => {
    await expect(serve(folder, Number(new URL(server.url).port))).rejects.toThrow('EADDRINUSE')
  })

  it('has the policy of the desktop page plus the training worker and its WebAssembly', () => {
    const rules = browserPolicy.replace(" 'wasm-unsafe-eval'", '').split('; ')
    expect(rules.filter((rule) => rule !== "worker-src 'self'")).toEqual(desktopPolicy.split('; '))
  })
})
