import { execFileSync, spawn } from 'node:child_process'
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeTemporaryFiles, replaceFile, replaceFiles } from '../../src/node/atomicFile'
import { errorText } from '../../src/shared/i18n/messages'
import { mountSmallDisk } from './smallDisk'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atomic 文件-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const MEGABYTE = new Uint8Array(1_000_000).fill(7)

describe('replaceFile', () => {
  it('creates a file, replaces it, and leaves no temporary file', async () => {
    const path = join(folder, '权重.npz')
    await replaceFile(path, Uint8Array.of(1, 2, 3))
    await replaceFile(path, '手写')
    expect(await readFile(path, 'utf8')).toBe('手写')
    expect(await readdir(folder)).toEqual(['权重.npz'])
  })

  it('writes only the viewed part of a larger buffer', async () => {
    await replaceFile(join(folder, 'w'), Uint8Array.of(0, 1, 2, 3).subarray(1, 3))
    expect([...(await readFile(join(folder, 'w')))]).toEqual([1, 2])
  })

  it('takes the longest name that the disk allows', async () => {
    const name = 'n'.repeat(255)
    await replaceFile(join(folder, name), 'x')
    expect(await readdir(folder)).toEqual([name])
  })

  it.skipIf(process.platform === 'win32')('keeps the rights of the file and the link that leads to it', async () => {
    const [file, link] = [join(folder, 'file'), join(folder, 'link')]
    await writeFile(file, 'old')
    await chmod(file, 0o640)
    await symlink(file, link)
    await replaceFile(link, 'new')
    expect((await lstat(link)).isSymbolicLink()).toBe(true)
    expect(await readFile(file, 'utf8')).toBe('new')
    expect((await stat(file)).mode & 0o777).toBe(0o640)
  })

  it.skipIf(process.platform === 'win32')('writes into a pipe instead of putting a file in its place', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] })
    const heard = readAll(reader.stdout)
    await replaceFile(pipe, 'through the pipe')
    expect(await heard).toBe('through the pipe')
    expect((await lstat(pipe)).isFIFO()).toBe(true)
  })

  it.each([
    ['a folder that is not there', (at: string) => join(at, 'missing', 'w.npz')],
    ['a folder', (at: string) => join(at, 'folder')],
  ])('refuses %s with its name and without its path', async (_what, pathIn) => {
    await mkdir(join(folder, 'folder'))
    const failure: unknown = await replaceFile(pathIn(folder), 'x').catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'FILE_WRITE_FAILED' })
    expect(String(failure)).not.toContain(folder)
    expect(await readdir(folder)).toEqual(['folder'])
  })

  it('keeps the old file when the disk fills up, and says what is needed', async (context) => {
    const disk = mountSmallDisk(context, 2)
    const path = join(disk, 'w.npz')
    await replaceFile(path, MEGABYTE)
    const larger = new Uint8Array(1_400_000)
    const failure = await replaceFile(path, larger).then(
      () => expect.unreachable(),
      (error: unknown) => error as Parameters<typeof errorText>[0],
    )
    expect(failure).toMatchObject({ code: 'DISK_FULL', detail: { file: 'w.npz', neededBytes: 1_400_000 } })
    expect(errorText(failure, 'en')).toMatch(/^w\.npz was not saved: the disk is full and 1\.4 MB is needed\./)
    expect(errorText(failure, 'zh-CN')).toContain('磁盘已满，需要 1.4 MB 的空间')
    expect(new Uint8Array(await readFile(path))).toEqual(MEGABYTE)
    expect(await readdir(disk)).toEqual(['w.npz'])
  })
})

describe('replaceFiles', () => {
  it('touches none of the old files when the last new one has no room', async (context) => {
    const disk = mountSmallDisk(context, 2)
    const paths = ['images', 'labels'].map((name) => join(disk, name))
    const files = (content: Uint8Array) => paths.map((path) => ({ path, content }))
    await replaceFiles(files(Uint8Array.of(1)))
    await expect(replaceFiles(files(new Uint8Array(1_200_000)))).rejects.toMatchObject({
      code: 'DISK_FULL',
      detail: { file: 'labels', neededBytes: 2_400_000 },
    })
    for (const path of paths) expect([...(await readFile(path))]).toEqual([1])
    expect((await readdir(disk)).sort()).toEqual(['images', 'labels'])
  })
})

describe('removeTemporaryFiles', () => {
  it('removes what an interrupted write left, of this version and the one before, and nothing else', async () => {
    const left = ['.digit-studio-0123456789abcdef.tmp', 'record.json.2864434397', 'weights.npz.17']
    const kept = ['record.json', 'weights.npz', 'notes.2024', '.digit-studio-mine.tmp']
    for (const name of [...left, ...kept]) await writeFile(join(folder, name), '')
    await removeTemporaryFiles(folder)
    expect((await readdir(folder)).sort()).toEqual([...kept].sort())
  })
})

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text
}
