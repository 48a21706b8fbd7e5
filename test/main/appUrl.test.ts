import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { contentType, isOwnPage, resolveAppUrl } from '../../src/main/appUrl'
import { CONTENT_SECURITY_POLICY } from '../../src/main/pageHeaders.mjs'

const ROOT = join('/opt', 'digit studio', '渲染')

describe('resolveAppUrl', () => {
  it('finds files of the build, and the page at the root', () => {
    expect(resolveAppUrl(ROOT, 'app://studio/index.html')).toBe(join(ROOT, 'index.html'))
    expect(resolveAppUrl(ROOT, 'app://studio/')).toBe(join(ROOT, 'index.html'))
    expect(resolveAppUrl(ROOT, 'app://studio/assets/a%20b.js?v=1#x')).toBe(join(ROOT, 'assets', 'a b.js'))
  })

  it('never leaves the folder', () => {
    const inside = [
      'app://studio/../../package.json',
      'app://studio/%2e%2e/%2e%2e/package.json',
      'app://studio/a/../../../package.json',
    ].map((url) => resolveAppUrl(ROOT, url))
    // Plain dots are folded by the URL parser: what is left is a file that is not there.
    for (const file of inside) expect(file).toBe(join(ROOT, 'package.json'))
    const refused = [
      'app://studio/..%2f..%2fpackage.json',
      'app://studio/%2e%2e%2f%2e%2e%2fpackage.json',
      'app://studio/..%5c..%5cpackage.json',
      'app://studio/C:%5cWindows',
      'app://studio/C:/Windows',
      'app://studio/index.html%00.png',
      'app://studio/%',
      'app://studio/..%2f渲染-other/file',
    ]
    for (const url of refused) expect(resolveAppUrl(ROOT, url), url).toBeNull()
  })

  it('serves no other scheme or host', () => {
    for (const url of ['file:///etc/passwd', 'https://studio/index.html', 'app://other/index.html', 'nonsense']) {
      expect(resolveAppUrl(ROOT, url), url).toBeNull()
    }
  })
})

describe('isOwnPage', () => {
  it('knows the page by scheme and host, not by its origin, which is "null" for every such scheme', () => {
    expect(isOwnPage('app://studio/index.html', null)).toBe(true)
    for (const url of ['app://other/index.html', 'https://studio/', 'file:///index.html', 'about:blank', '']) {
      expect(isOwnPage(url, null), url).toBe(false)
    }
  })

  it('knows the development server only when there is one', () => {
    expect(isOwnPage('http://localhost:5173/', 'http://localhost:5173')).toBe(true)
    expect(isOwnPage('http://localhost:5173/', null)).toBe(false)
    expect(isOwnPage('http://localhost:5174/', 'http://localhost:5173')).toBe(false)
  })
})

describe('contentType', () => {
  it('names what browsers run, and calls the rest bytes', () => {
    expect(contentType('/a/INDEX.HTML')).toBe('text/html; charset=utf-8')
    expect(contentType('/a/b.js')).toBe('text/javascript; charset=utf-8')
    expect(contentType('/a/b.woff2')).toBe('font/woff2')
    expect(contentType('/a/b.unknown')).toBe('application/octet-stream')
  })
})

describe('CONTENT_SECURITY_POLICY', () => {
  it('allows nothing by default, no inline script or style and no eval', () => {
    expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'/)
    expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|\*|https?:/)
  })
})
