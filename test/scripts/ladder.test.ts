import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importCycles, importGraph } from '../../scripts/ladder/imports.mjs'
import { drawPicture } from '../../scripts/ladder/picture.mjs'
import { ROOMS, mayImport, roomOf } from '../../scripts/ladder/rooms.mjs'

const root = join(import.meta.dirname, '../..')
const graph = importGraph(root)
const edges = [...graph].flatMap(([from, targets]) => targets.map((to) => ({ from, to })))

describe('the ladder of src', () => {
  test('every import leads down, in the real graph', () => {
    const upward = edges.filter(({ from, to }) => {
      const [a, b] = [roomOf(from), roomOf(to)]
      return a !== undefined && b !== undefined && !mayImport(a, b)
    })
    expect(upward).toEqual([])
  })

  test('no files import each other in a circle', () => {
    expect(importCycles(graph)).toEqual([])
  })

  test('finds a circle where there is one', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ])
    expect(importCycles(circle)).toEqual([['a', 'b', 'c', 'a']])
  })

  test('every file has a room, and every room has files', () => {
    const homeless = [...graph.keys()].filter((file) => roomOf(file) === undefined && !file.endsWith('.d.ts'))
    expect(homeless).toEqual([])
    const inhabited = new Set([...graph.keys()].map((file) => roomOf(file)?.room))
    expect(ROOMS.map(({ room }) => room).filter((room) => !inhabited.has(room))).toEqual([])
  })

  test('the graph is not empty: the parser finds imports in .ts and .vue files', () => {
    expect(edges.length).toBeGreaterThan(500)
    expect(edges.some(({ from }) => from.endsWith('.vue'))).toBe(true)
  })

  test('docs/architecture.svg is the picture of this table', () => {
    expect(readFileSync(join(root, 'docs/architecture.svg'), 'utf8')).toBe(drawPicture())
  })
})
