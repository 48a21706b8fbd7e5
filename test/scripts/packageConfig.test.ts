import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, describe, expect, it, vi } from 'vitest'

const electronBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
// What electron-builder itself checks a configuration with, by the schema that it publishes.
const { validateConfiguration } = electronBuilder('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (config: object, log: { isEnabled: boolean }) => Promise<void>
}

afterEach(() => vi.unstubAllEnvs())

async function configWith(env: Record<string, string>) {
  vi.resetModules()
  for (const name of ['CSC_LINK', 'CSC_NAME', 'APPLE_ID', 'APPLE_API_KEY', 'AZURE_SIGN_ENDPOINT']) vi.stubEnv(name, '')
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  const { default: config } = await import('../../electron-builder.config.mjs')
  await validateConfiguration(config, { isEnabled: false })
  return config
}

const AZURE = { ENDPOINT: 'https://example.org/', ACCOUNT: 'account', PROFILE: 'profile', PUBLISHER: 'publisher' }
const azure = Object.fromEntries(Object.entries(AZURE).map(([name, value]) => [`AZURE_SIGN_${name}`, value]))

describe('electron-builder.config.mjs', () => {
  it('is valid, and signs ad hoc for macOS alone where there is no certificate', async () => {
    const { mac, win } = await configWith({})
    expect(mac).toMatchObject({ identity: '-', hardenedRuntime: false, notarize: false })
    expect(win).not.toHaveProperty('azureSignOptions')
  })

  it('is valid with certificates, and then signs and notarizes by them', async () => {
    const { mac, win } = await configWith({ CSC_LINK: 'certificate.p12', APPLE_ID: 'someone', ...azure })
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true })
    expect(mac).not.toHaveProperty('identity')
    expect(win).toMatchObject({ azureSignOptions: { publisherName: 'publisher', certificateProfileName: 'profile' } })
  })

  it('is not valid with an option that electron-builder does not know', async () => {
    await expect(validateConfiguration({ linux: { targets: [] } }, { isEnabled: false })).rejects.toThrow(
      'configuration.linux',
    )
  })

  it('has every target for both processors', async () => {
    const { linux, win, mac } = await configWith({})
    const targets = [linux, win, mac].map(({ target }) => target.map(({ target }) => target))
    expect(targets).toEqual([
      ['deb', 'rpm', 'AppImage'],
      ['nsis', 'zip'],
      ['dmg', 'zip'],
    ])
    for (const { arch } of [linux, win, mac].flatMap(({ target }) => target)) expect(arch).toEqual(['x64', 'arm64'])
  })

  it('gets the variables that it reads from the workflow', () => {
    const workflow = readFileSync('.github/workflows/package.yml', 'utf8')
    for (const name of Object.keys(azure)) expect(workflow).toContain(`${name}: \${{ secrets.${name} }}`)
  })
})
