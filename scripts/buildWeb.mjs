// npm run build:web: the browser version as a folder for any static server, out/web.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const kernels = spawnSync(process.execPath, [join(root, 'src/kernels/buildKernels.mjs')], {
  cwd: root,
  stdio: 'inherit',
})
if (kernels.status !== 0) process.exit(kernels.status ?? 1)
await build({ configFile: join(root, 'vite.web.config.ts'), logLevel: 'warn' })
