import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { downloadFiles } from '../../../src/main/download/downloadFiles'
import type { DownloadOptions } from '../../../src/main/download/downloadFiles'
import type { DownloadProgress, PublishedFile } from '../../../src/shared/data/download/mnistFiles'
import { MNIST_FILES, MNIST_MIRRORS } from '../../../src/shared/data/download/mnistFiles'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

// Random bytes do not compress: half of the stored bytes is half of the content.
const content = randomBytes(300_000)
const stored = gzipSync(content)
const FILE: PublishedFile = {
  name: 'data.gz',
  bytes: stored.length,
  unpackedBytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
}

const servers: Server[] = []
let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'download-')), 'datasets', 'mnist')
})
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  await rm(join(folder, '..', '..'), { recursive: true, force: true })
})

interface Mirror {
  readonly url: string
  /** The Range header of each request, '' without. */
  readonly ranges: string[]
}

/** A server on this machine; each request gets the next answer, the last one stays. */
async function mirror(...answers: Answer[]): Promise<Mirror> {
  const ranges: string[] = []
  const server = createServer((request, response) => {
    ranges.push(request.headers.range ?? '')
    const answer = answers[Math.min(ranges.length, answers.length) - 1]
    answer?.(request, response)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mnist/`, ranges }
}

/** An address where nothing listens. */
async function nowhere(): Promise<string> {
  const { url } = await mirror()
  const server = servers.pop()
  await new Promise((resolve) => server?.close(resolve))
  return url
}

/** Answers as a file server that knows Range. */
function serve(bytes: Uint8Array): Answer {
  return ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? Number.NaN)
    if (from >= bytes.length) return void response.writeHead(416).end()
    const partial = Number.isInteger(from)
    const body = partial ? bytes.subarray(from) : bytes
    response.writeHead(partial ? 206 : 200, {
      'content-length': body.length,
      ...(partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {}),
    })
    response.end(body)
  }
}
const status =
  (code: number): Answer =>
  (_request, response) =>
    void response.writeHead(code).end('no')

/** Connections that {@link run} cuts after the client reported this many bytes on disk. */
const cuts = new Map<number, ServerResponse>()

/** Announces everything, sends up to `end`; then the connection is cut, or stays open and says nothing more. */
function breakOff(end: number, keepOpen = false): Answer {
  return ({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': stored.length - from,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${stored.length - 1}/${stored.length}` } : {}),
    })
    if (!keepOpen) cuts.set(end, response)
    response.write(stored.subarray(from, end))
  }
}

function run(mirrors: readonly string[], options: Partial<DownloadOptions> = {}) {
  const progress: DownloadProgress[] = []
  const { signal } = new AbortController()
  const onProgress = (report: DownloadProgress): void => {
    progress.push(report)
    cuts.get(report.done)?.destroy()
  }
  const defaults = { fetch, signal, stallMs: 5000, onProgress }
  return { progress, finished: downloadFiles([FILE], mirrors, folder, { ...defaults, ...options }) }
}

const inFolder = async (): Promise<string[]> => (await readdir(folder)).sort()

describe('downloadFiles', () => {
  it('saves a file under its name, makes the folder, and tells progress up to the end', async () => {
    const { url } = await mirror(serve(stored))
    const { progress, finished } = run([url])
    expect(await finished).toBe(true)
    expect(await readFile(join(folder, FILE.name))).toEqual(stored)
    expect(await inFolder()).toEqual([FILE.name])
    const done = progress.map((report) => report.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    expect(progress.at(-1)).toMatchObject({ file: FILE.name, done: stored.length, total: stored.length })
    expect(progress[0]?.host).toBe(new URL(url).host)
  })

  it('asks nobody for a file that is there and right, again for one that is spoilt', async () => {
    const source = await mirror(serve(stored))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, FILE.name), stored)
    expect(await run([source.url]).finished).toBe(true)
    expect(source.ranges).toEqual([])
    await writeFile(join(folder, FILE.name), stored.subarray(1))
    expect(await run([source.url]).finished).toBe(true)
    expect(source.ranges).toEqual([''])
    expect(await readFile(join(folder, FILE.name))).toEqual(stored)
  })

  it('takes the same content however a mirror compressed it, or unpacked', async () => {
    for (const form of [gzipSync(content, { level: 1 }), content]) {
      const { url } = await mirror(serve(form))
      expect(await run([url]).finished).toBe(true)
      await rm(join(folder, FILE.name))
    }
  })

  it('goes on by Range on the same mirror where the connection broke off', async () => {
    const source = await mirror(breakOff(100_000), breakOff(200_000), serve(stored))
    expect(await run([source.url]).finished).toBe(true)
    expect(source.ranges).toEqual(['', 'bytes=100000-', 'bytes=200000-'])
    expect(await readFile(join(folder, FILE.name))).toEqual(stored)
  })

  it('goes on with what an earlier download left, and starts over where the server knows no Range', async () => {
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, `${FILE.name}.part`), stored.subarray(0, 1234))
    const source = await mirror(serve(stored))
    expect(await run([source.url]).finished).toBe(true)
    expect(source.ranges).toEqual(['bytes=1234-'])

    await rm(join(folder, FILE.name))
    await writeFile(join(folder, `${FILE.name}.part`), stored.subarray(0, 1234))
    const simple = await mirror((_request, response) => void response.writeHead(200).end(stored))
    expect(await run([simple.url]).finished).toBe(true)
    expect(await readFile(join(folder, FILE.name))).toEqual(stored)
  })

  it('starts over on the same mirror when what is there does not fit: too long, other bytes, another range', async () => {
    const parts = [Buffer.concat([stored, stored]), randomBytes(5000)]
    for (const part of parts) {
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${FILE.name}.part`), part)
      const source = await mirror(serve(stored))
      expect(await run([source.url]).finished).toBe(true)
      expect(source.ranges).toEqual([`bytes=${part.length}-`, ''])
      await rm(join(folder, FILE.name))
    }
    await writeFile(join(folder, `${FILE.name}.part`), stored.subarray(0, 500))
    const odd = await mirror(
      (_request, response) => void response.writeHead(206, { 'content-range': 'bytes 0-9/10' }).end('0123456789'),
      serve(stored),
    )
    expect(await run([odd.url]).finished).toBe(true)
  })

  it('takes the next mirror after wrong bytes, 403, 404, 500, nobody there, and asks it first for the next file', async () => {
    const good = await mirror(serve(stored))
    for (const bad of [
      (await mirror(serve(gzipSync(randomBytes(300_000))))).url,
      (await mirror(status(403))).url,
      (await mirror(status(404))).url,
      (await mirror(status(500))).url,
      await nowhere(),
    ]) {
      expect(await run([bad, good.url]).finished).toBe(true)
      expect(await inFolder()).toEqual([FILE.name])
      await rm(join(folder, FILE.name))
    }
    const dead = await mirror(status(404))
    const files = [FILE, { ...FILE, name: 'more.gz' }]
    const { signal } = new AbortController()
    const options = { fetch, signal, stallMs: 5000, onProgress: () => undefined }
    expect(await downloadFiles(files, [dead.url, good.url], folder, options)).toBe(true)
    expect(dead.ranges).toHaveLength(1)
  })

  it('says DOWNLOAD_OFFLINE with each host when nobody can be reached', async () => {
    const error = await run([await nowhere(), await nowhere()]).finished.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'DOWNLOAD_OFFLINE',
      detail: { file: FILE.name, attempts: Array(2).fill(expect.stringMatching(/^127.+: ECONNREFUSED$/)) },
    })
  })

  it('says DOWNLOAD_BLOCKED, DOWNLOAD_CHECKSUM or DOWNLOAD_FAILED, whichever tells most', async () => {
    const refused = (await mirror(status(403))).url
    const wrong = (await mirror(serve(new TextEncoder().encode('<!doctype html> log in here first')))).url
    const missing = (await mirror(status(404))).url
    await expect(run([refused, await nowhere()]).finished).rejects.toMatchObject({ code: 'DOWNLOAD_BLOCKED' })
    await expect(run([wrong, refused]).finished).rejects.toMatchObject({ code: 'DOWNLOAD_CHECKSUM' })
    await expect(run([missing, refused]).finished).rejects.toMatchObject({
      code: 'DOWNLOAD_FAILED',
      detail: { attempts: expect.arrayContaining([expect.stringContaining('HTTP 404')]) },
    })
    expect(await inFolder()).toEqual([])
  })

  it('gives a mirror up that breaks off without a byte, or again and again', async () => {
    const silent = await mirror((_request, response) => {
      response.writeHead(200, { 'content-length': 10 })
      response.flushHeaders()
      response.destroy()
    })
    await expect(run([silent.url]).finished).rejects.toMatchObject({ code: expect.stringMatching(/OFFLINE|FAILED/) })
    expect(silent.ranges.length).toBeLessThan(4)
    const drops = Array.from({ length: 20 }, (_, i) => breakOff(1000 * (i + 1)))
    const flaky = await mirror(...drops)
    await expect(run([flaky.url]).finished).rejects.toMatchObject({ code: 'DOWNLOAD_FAILED' })
    expect(flaky.ranges).toHaveLength(6)
    expect(await inFolder()).toEqual([`${FILE.name}.part`])
  })

  it('leaves a mirror that falls silent in the middle, keeping what came', async () => {
    const slow = await mirror(breakOff(150_000, true), breakOff(150_000, true))
    const good = await mirror(serve(stored))
    expect(await run([slow.url, good.url], { stallMs: 150 }).finished).toBe(true)
    expect(good.ranges).toEqual(['bytes=150000-'])
  })

  it('stops a body that never ends', async () => {
    const endless = await mirror((_request, response) => {
      const piece = randomBytes(65_536)
      // Each piece in a turn of its own, so that the end of the connection is noticed between two of them.
      const more = (): void => {
        if (!response.destroyed) response.write(piece, () => setImmediate(more))
      }
      more()
    })
    await expect(run([endless.url]).finished).rejects.toMatchObject({ code: 'DOWNLOAD_CHECKSUM' })
    expect(await inFolder()).toEqual([])
  })

  it('answers false when cancelled, keeps what came, and goes on from there', async () => {
    const cancel = new AbortController()
    const source = await mirror(breakOff(120_000, true), serve(stored))
    const onProgress = ({ done }: DownloadProgress): void => {
      if (done === 120_000) cancel.abort()
    }
    expect(await run([source.url], { signal: cancel.signal, onProgress }).finished).toBe(false)
    expect(await inFolder()).toEqual([`${FILE.name}.part`])
    expect(await run([source.url]).finished).toBe(true)
    expect(source.ranges).toEqual(['', 'bytes=120000-'])
  })

  it('says FILE_WRITE_FAILED where the folder cannot be made, without its path', async () => {
    await mkdir(join(folder, '..'), { recursive: true })
    await writeFile(folder, 'a file stands here')
    const { url } = await mirror(serve(stored))
    const error = await run([url]).finished.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'FILE_WRITE_FAILED' })
    expect(JSON.stringify(error)).not.toContain(tmpdir())
  })
})

describe('the list of MNIST files', () => {
  it('names https mirrors that end with a slash', () => {
    expect(MNIST_MIRRORS.every((url) => /^https:\/\/[^/]+\/.+\/$/.test(url))).toBe(true)
  })

  it.skipIf(!process.env['MNIST_DIR'])('accepts the real files (MNIST_DIR)', async () => {
    const source = await mirror(async (request, response) => {
      response.end(await readFile(join(process.env['MNIST_DIR'] ?? '', (request.url ?? '').split('/').at(-1) ?? '')))
    })
    const { signal } = new AbortController()
    const options = { fetch, signal, stallMs: 5000, onProgress: () => undefined }
    expect(await downloadFiles(MNIST_FILES, [source.url], folder, options)).toBe(true)
    expect(await inFolder()).toEqual(MNIST_FILES.map(({ name }) => name).sort())
  })
})
