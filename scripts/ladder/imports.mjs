import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"](\.[^'"?]+)(?:\?[^'"]*)?['"]/g
const ENDINGS = ['', '.ts', '.vue', '.d.ts']

/**
 * The import graph of src, type imports included.
 * @param root - of the project
 * @returns a map from each .ts and .vue file (path from the root, with slashes) to the files that it imports
 */
export function importGraph(root) {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name) && !entry.parentPath.includes('assembly'))
    .map((entry) => join(entry.parentPath, entry.name))
  const name = (path) => relative(root, path).split(sep).join('/')
  const resolve = (file, specifier) =>
    ENDINGS.map((ending) => join(dirname(file), specifier + ending)).find(
      (path) => /\.(ts|vue)$/.test(path) && existsSync(path),
    )
  return new Map(
    files.map((file) => {
      const found = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, specifier]) => resolve(file, specifier))
      return [name(file), [...new Set(found.filter((path) => path !== undefined).map(name))]]
    }),
  )
}

/**
 * Import cycles.
 * @param graph - of {@link importGraph}
 * @returns each cycle as a path that ends where it begins; empty if there are none
 */
export function importCycles(graph) {
  const done = new Set()
  const cycles = []
  const visit = (file, path) => {
    const start = path.indexOf(file)
    if (start !== -1) cycles.push([...path.slice(start), file])
    if (start !== -1 || done.has(file)) return
    for (const next of graph.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  return cycles
}
