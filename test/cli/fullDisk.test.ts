import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeNpz } from '../../src/shared/formats/npz'
import { mountSmallDisk } from '../node/smallDisk'
import { runStudio } from './support'

describe('digit-studio train --out on a disk of 2 MB', () => {
  it('keeps the weights that are there and names what it needs when larger ones do not fit', async (context) => {
    const out = join(mountSmallDisk(context, 2), 'w.npz')
    const train = (hidden: number) =>
      runStudio(['train', '--hidden', String(hidden), '--iterations', '1', '--out', out])
    expect(await train(20)).toMatchObject({ code: 0, stderr: '' })
    const before = readFileSync(out)

    const { code, stderr } = await train(1000)
    expect(code).toBe(1)
    expect(stderr).toMatch(/w\.npz.*disk is full.*6\.4 MB/)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(readFileSync(out)).toEqual(before)
    expect(decodeNpz(readFileSync(out), 'w.npz').b1).toHaveLength(20)
    expect(readdirSync(join(out, '..'))).toEqual(['w.npz'])
  })
})
