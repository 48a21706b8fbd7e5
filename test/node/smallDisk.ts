import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { TestContext } from 'vitest'

/**
 * Mounts a disk of a few megabytes for one test, which is skipped, with the reason, where that is impossible.
 * @param megabytes - its size, MiB
 * @returns its folder
 */
export function mountSmallDisk(context: TestContext, megabytes: number): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    context.skip('mounting a small disk needs Linux and root')
  const folder = mkdtempSync(join(tmpdir(), 'small disk 小盘-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch (error) {
    rmSync(folder, { recursive: true })
    context.skip(`no small disk can be mounted here: ${error instanceof Error ? error.message : String(error)}`)
  }
  onTestFinished(() => {
    execFileSync('umount', [folder], { stdio: 'pipe' })
    rmSync(folder, { recursive: true })
  })
  return folder
}
