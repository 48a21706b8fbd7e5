import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from '@playwright/test'
import { DEB, HOME, NAME, RPM, run, shell, version } from './support'

/** Of the archive with the application: half of it is the Chinese font. */
const MAX_ARCHIVE_BYTES = 8e6

let work: string
/** The content of the .deb, as it lies in the file system. */
let root: string
test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'packages-'))
  root = join(work, 'deb')
  run('dpkg-deb', '-x', DEB, root)
})
test.afterAll(() => rm(work, { recursive: true, force: true }))

const inRoot = (path: string) => join(root, path)
const field = (name: string) => run('dpkg-deb', '-f', DEB, name).trim()

test('the .deb says what it is and what it needs', () => {
  expect(field('Package')).toBe(NAME)
  expect(field('Version')).toBe(version)
  expect(field('Architecture')).toBe('amd64')
  expect(field('Section')).toBe('education')
  expect(field('License')).toBe('MIT')
  expect(field('Depends')).toContain('libgtk-3-0')
  expect(field('Description')).toContain('Works offline')
})

test('it holds one folder, the entry of the launcher and the icons, under plain names', async () => {
  const paths = shell(`cd '${root}' && find . -mindepth 1 ! -type d`).trim().split('\n')
  for (const path of paths) {
    expect(path).toMatch(
      new RegExp(`^\\./(opt/${NAME}/|usr/share/applications/${NAME}\\.desktop$|usr/share/icons/hicolor/)`),
    )
    expect(path).toMatch(/^[\w./+-]+$/)
  }
  expect(await readdir(inRoot(`${HOME}/locales`))).toEqual(['en-US.pak', 'zh-CN.pak'])
  const inside = await readdir(inRoot(HOME))
  expect(inside).toEqual(expect.arrayContaining([NAME, 'LICENSE.electron.txt', 'LICENSES.chromium.html']))
  expect(await readdir(inRoot(`${HOME}/resources`))).toEqual(['apparmor-profile', 'app.asar'].sort())
})

test('the archive has only what runs, and is small', async () => {
  const archive = inRoot(`${HOME}/resources/app.asar`)
  expect((await stat(archive)).size).toBeLessThan(MAX_ARCHIVE_BYTES)
  const files = listPackage(archive, { isPack: false }).filter((path) => /\.\w+$|LICENSE/.test(path))
  for (const file of files) {
    expect(file).toMatch(/^\/(out\/(main|preload|renderer)\/|resources\/windowIcon\.png$|package\.json$|LICENSE$)/)
    expect(file).toMatch(/\.(js|cjs|css|html|woff2|svg|png|md|json)$|LICENSE$/)
    expect(file).not.toContain('node_modules')
  }
  expect(files).toContain('/out/renderer/licenses.md')

  // The page names no file that is not there but the browser's host, which it loads where there is no main process.
  const assets = '/out/renderer/assets/'
  const missing = files
    .filter((file) => file.startsWith(assets) && file.endsWith('.js'))
    .flatMap((file) => [
      ...extractFile(archive, file.slice(1))
        .toString()
        .matchAll(/["'`]\.\/([\w.-]+\.(?:js|css))["'`]/g),
    ])
    .map(([, name = '']) => name)
    .filter((name) => !files.includes(assets + name))
  expect([...new Set(missing)].join()).toMatch(/^browserHost-[\w-]+\.js$/)
})

test('the fuses of the executable are as configured', async () => {
  const wire = await getCurrentFuseWire(inRoot(`${HOME}/${NAME}`))
  const states = {
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  }
  expect(wire).toMatchObject(states)
})

test('the launcher finds the application in both languages, with an icon in every size', async () => {
  const entry = inRoot(`/usr/share/applications/${NAME}.desktop`)
  const lines = (await readFile(entry, 'utf8')).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'Name=Digit Studio',
      'Name[zh_CN]=手写数字工坊',
      `Exec=${HOME}/${NAME} %U`,
      `Icon=${NAME}`,
      `StartupWMClass=${NAME}`,
      'Categories=Education;ArtificialIntelligence;',
    ]),
  )
  expect(run('desktop-file-validate', entry)).toBe('')
  const icons = inRoot('/usr/share/icons/hicolor')
  const sizes = (await readdir(icons)).map((name) => Number(name.split('x')[0])).sort((a, b) => a - b)
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024])
  for (const size of sizes) {
    const png = await readFile(join(icons, `${size}x${size}/apps/${NAME}.png`))
    // Width and height in the IHDR chunk.
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
  }
})

test('the AppArmor profile lets this executable create user namespaces', async () => {
  const profile = await readFile(inRoot(`${HOME}/resources/apparmor-profile`), 'utf8')
  expect(profile).toContain(`profile "${NAME}" "${HOME}/${NAME}" flags=(unconfined)`)
  expect(profile).toContain('userns,')
  expect(run('dpkg-deb', '-I', DEB, 'postinst')).toContain('/etc/apparmor.d/')
})

test('the .rpm has the same files', async () => {
  expect(run('rpm', '-qp', '--qf', '%{NAME} %{VERSION} %{ARCH} %{LICENSE}', RPM)).toBe(`${NAME} ${version} x86_64 MIT`)
  const other = join(work, 'rpm')
  await mkdir(other)
  shell(`cd '${other}' && rpm2cpio '${RPM}' | cpio -idm --quiet`)
  expect(shell(`diff -r --no-dereference '${root}' '${other}'`)).toBe('')
})

test('each package has its sum beside it', () => {
  for (const file of [DEB, RPM]) {
    expect(existsSync(`${file}.sha256`)).toBe(true)
    expect(shell(`cd "$(dirname '${file}')" && sha256sum --check '${file}.sha256'`)).toContain(': OK')
  }
})
