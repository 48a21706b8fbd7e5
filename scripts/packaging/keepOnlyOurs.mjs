import { rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes what only a folder of an unpacked Electron brings along (ELECTRON_OVERRIDE_DIST_PATH): the application that it runs
 * where there is no other, and its version. electron-builder does so itself with the archive that it downloads.
 */
export async function keepOnlyOurs({ appOutDir, packager }) {
  const resources = packager.getResourcesDir(appOutDir)
  await Promise.all(
    [join(resources, 'default_app.asar'), join(appOutDir, 'version')].map((file) => rm(file, { force: true })),
  )
}
