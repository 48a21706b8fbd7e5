import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes Electron's default application and version file, which are in the package when it is built from an unpacked Electron
 * (ELECTRON_OVERRIDE_DIST_PATH). electron-builder itself removes them only from an archive that it downloads.
 */
export async function keepOnlyOurs({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await Promise.all(
    [join(resources, 'default_app.asar'), join(appOutDir, 'version')].map((file) => rm(file, { force: true })),
  )
}
