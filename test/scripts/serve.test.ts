import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONTENT_SECURITY_POLICY as desktopPolicy } from '../../src/main/pageHeaders.mjs'
import { CONTENT_SECURITY_POLICY as browserPolicy, serve } from '../../scripts/serve.mjs'

let folder: string
let server: { url: string; close: () => Promise<void> }
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), '网页 '))
  await mkdir(join(folder, 'site/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'site/index.html'), '<p>页面</p>')
  await writeFile(join(folder, 'site/assets/a.js'), 'export {}')
  await symlink(join(folder, 'secret.txt'), join(folder, 'site/link.txt'))
  server = await serve(join(folder, 'site'), 0)
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Sends the path unchanged: fetch would resolve the dots. */
const status = (path: string, method = 'GET', host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    request({ hostname, port, path, method, agent: false, headers: host ? { host } : {} }, (response) => {
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
      'content-type': 'text/html;charset=utf-8',
      'content-security-policy': browserPolicy,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    })
    const script = await fetch(new URL('assets/a.js', server.url))
    expect(script.headers.get('content-type')).toBe('text/javascript')
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('cache-control')).toBe('no-cache')
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
      '/link.txt',
    ]) {
      expect(await status(path), path).toBe(404)
    }
    expect(await status('/assets')).toBe(404)
    expect(await status('/index.html', 'POST')).toBe(405)
    expect(await status('/index.html', 'HEAD')).toBe(200)
  })

  it('answers to the names of this machine alone, which keeps out a name of another site that leads here', async () => {
    expect(await status('/', 'GET', 'localhost:1234')).toBe(200)
    expect(await status('/', 'GET', 'example.org')).toBe(421)
    expect(await status('/', 'GET', 'localhost.example.org')).toBe(421)
  })

  it('serves what a build has put in place of a file since', async () => {
    const text = async () => (await fetch(new URL('assets/b.js', server.url))).text()
    await writeFile(join(folder, 'site/assets/b.js'), 'first')
    expect(await text()).toBe('first')
    // A new file, because the stream of the first answer may still be at the end of the old one.
    await writeFile(join(folder, 'site/next.js'), 'the second')
    await rename(join(folder, 'site/next.js'), join(folder, 'site/assets/b.js'))
    expect(await text()).toBe('the second')
  })

  it('refuses a port that is taken when it was asked for by number', async () => {
    await expect(serve(folder, Number(new URL(server.url).port))).rejects.toThrow('EADDRINUSE')
  })

  it('has the policy of the desktop page plus the training worker and its WebAssembly', () => {
    const rules = browserPolicy.replace(" 'wasm-unsafe-eval'", '').split('; ')
    expect(rules.filter((rule) => rule !== "worker-src 'self'")).toEqual(desktopPolicy.split('; '))
  })
})
