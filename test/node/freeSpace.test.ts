import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasRoom } from '../../src/node/freeSpace'
import { mountSmallDisk } from './smallDisk'

describe('hasRoom', () => {
  it('is true for what fits on the disk and false for more', (context) => {
    const disk = mountSmallDisk(context, 1)
    expect(hasRoom(disk, 1_000_000)).toBe(true)
    expect(hasRoom(disk, 1_100_000)).toBe(false)
    writeFileSync(join(disk, 'large'), new Uint8Array(1024 * 1024 - 4096))
    expect(hasRoom(disk, 4096)).toBe(true)
    expect(hasRoom(disk, 4097)).toBe(false)
  })
})
