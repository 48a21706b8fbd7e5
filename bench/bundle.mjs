import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'

/** Bundles a TypeScript file of this folder for Node. @returns the path of the bundle */
export async function bundle(root, name) {
  const outDir = join(root, 'out/bench')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true }, // as vite.cli.config.ts
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rollupOptions: { input: { [name]: join(root, 'bench', `${name}.ts`) } },
    },
  })
  return join(outDir, `${name}.js`)
}

/** Runs a bundle in a separate process. @returns the last line it printed, parsed */
export function runBundle(path, args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args.map(String)], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}
