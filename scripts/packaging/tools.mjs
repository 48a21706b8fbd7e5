import { spawnSync } from 'node:child_process'

/** Programs that build and inspect packages, with the Debian packages that contain them. */
const TOOLS = {
  'dpkg-deb': 'dpkg',
  rpmbuild: 'rpm',
  rpm2cpio: 'rpm2cpio',
  cpio: 'cpio',
  'desktop-file-validate': 'desktop-file-utils',
}

/**
 * Checks whether packages can be built and tested here.
 * @returns null if they can, else the reason why not
 */
export function packagingMissing() {
  const { env } = process
  if (process.platform !== 'linux' || process.arch !== 'x64') return '.deb and .rpm are tested on Linux on x64'
  const missing = Object.keys(TOOLS).filter((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error)
  if (missing.length > 0) {
    return `${missing.join(', ')} not found (Debian: apt install ${missing.map((name) => TOOLS[name]).join(' ')})`
  }
  if (env.REQUIRE_PACKAGES || (env.ELECTRON_OVERRIDE_DIST_PATH && env.CUSTOM_FPM_PATH)) return null
  return "packaging would download Electron and electron-builder's tools; REQUIRE_PACKAGES=1 lets it"
}
