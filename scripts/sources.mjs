// The inputs of the builds: one list for the window, the page and the command line, and a check that a build is up to date.
// Contents are compared, not times: git, copies and clocks change times without changing contents.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders and files that any of the builds reads, the build scripts included. */
export const SOURCES = [
  'src',
  'scripts',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.page.config.ts',
  'vite.web.config.ts',
  'vite.cli.config.ts',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.shared.json',
  'tsconfig.node.json',
  'tsconfig.web.json',
]

/** File in each build folder with the fingerprint of the sources it was built from. */
const STAMP = '.sources'
/** Whether the build generates this file from other sources. */
const isGenerated = (name) => name.endsWith('.generated.ts')

function* filesBelow(root, path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const below = `${path}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(root, below)
    else if (!isGenerated(entry.name)) yield below
  }
}

/**
 * A fingerprint of the names and contents of all sources.
 * @param root - the project's folder
 * @returns SHA-256 in hexadecimal
 */
export function sourcesFingerprint(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const isFile = /\.\w+$/.test(source)
    for (const file of isFile ? [source] : filesBelow(root, source)) {
      const path = join(root, file)
      // A missing file changes the hash, too.
      const content = existsSync(path) ? readFileSync(path) : 'missing'
      hash.update(`${file}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * Whether every build folder was built from the current sources.
 * @param root - the project's folder
 * @param folders - of the build
 */
export function isBuilt(root, folders) {
  const stamps = folders.map((folder) => join(folder, STAMP))
  if (!stamps.every((stamp) => existsSync(stamp))) return false
  const fingerprint = sourcesFingerprint(root)
  return stamps.every((stamp) => readFileSync(stamp, 'utf8') === fingerprint)
}

/** A Vite plugin that writes the fingerprint of the sources into the build folder, after everything else. */
export function stampSources(root) {
  let fingerprint = ''
  let folder = ''
  return {
    name: 'stamp-sources',
    apply: 'build',
    // Computed before the build: edits during the build are not part of it.
    buildStart() {
      fingerprint = sourcesFingerprint(root)
    },
    writeBundle({ dir }) {
      folder = dir
    },
    closeBundle() {
      if (folder) writeFileSync(join(folder, STAMP), fingerprint)
    },
  }
}
