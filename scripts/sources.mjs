// The inputs of the builds: one list for the window, the page and the command line, and a check that a build is of these
// sources. Contents are compared, not times: git, copies and clocks change times without changing contents.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders and files that any build reads, the build scripts included. */
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

/** A file in each folder of a build: the fingerprint of the sources it was built from. */
const STAMP = '.sources'
/** Made from other sources by the build itself. */
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
 * A fingerprint of names and contents of all sources.
 * @param root - the project's folder
 * @returns SHA-256 in hexadecimal
 */
export function sourcesFingerprint(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const isFile = /\.\w+$/.test(source)
    for (const file of isFile ? [source] : filesBelow(root, source)) {
      const path = join(root, file)
      // A missing file hashes to a content of its own.
      const content = existsSync(path) ? readFileSync(path) : 'missing'
      hash.update(`${file}\0${content.length}\0`).update(content)
    }
  }
  return hash.digest('hex')
}

/**
 * Whether every folder of a build was made from the current sources.
 * @param root - the project's folder
 * @param folders - of the build
 */
export function isBuilt(root, folders) {
  const stamps = folders.map((folder) => join(folder, STAMP))
  if (!stamps.every((stamp) => existsSync(stamp))) return false
  const fingerprint = sourcesFingerprint(root)
  return stamps.every((stamp) => readFileSync(stamp, 'utf8') === fingerprint)
}

/** A Vite plugin that leaves the fingerprint of the sources in the folder of a build, once everything else is written. */
export function stampSources(root) {
  let fingerprint = ''
  let folder = ''
  return {
    name: 'stamp-sources',
    apply: 'build',
    // Computed first, because an edit during the build is not part of it.
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
