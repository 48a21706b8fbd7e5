// node scripts/ladder/picture.mjs: draws docs/architecture.svg from the table of rooms.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RUNTIMES } from './rooms.mjs'

const WIDTH = 1120
const ROW = 46
const BOX = 36
const GAP = 12
const TITLES = {
  neutral: 'Neutral code: no Electron, no Node, no DOM. Clock, files and messages are parameters.',
  node: 'Electron main process, training process, command line',
  preload: 'Preload script',
  page: 'The page (Vue), in Electron or a browser',
}
const STYLE =
  '.page{fill:#faf8f4}.group{fill:none;stroke:#cfc8bb}.room{fill:#fff;stroke:#3f51b5}.name{font-weight:600;fill:#20232a}.says{fill:#565b66;font-size:11px}.title{fill:#565b66;font-size:13px}'

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function box({ room, says }, x, y, width) {
  const label = `<text class="name" x="${x + 10}" y="${y + (says ? 16 : 23)}">${room.replace('renderer/features/', 'features/')}</text>`
  const note = says ? `<text class="says" x="${x + 10}" y="${y + 30}">${escape(says)}</text>` : ''
  return `<rect class="room" x="${x}" y="${y}" width="${width}" height="${BOX}" rx="6"/>${label}${note}`
}

/** Draws a frame with a title and its levels, from the bottom up. */
function group(runtime, x, bottom, width) {
  const levels = RUNTIMES[runtime]
  const height = levels.length * ROW + 36
  const rows = levels.flatMap((rooms, level) => {
    const each = (width - GAP * (rooms.length + 1)) / rooms.length
    return rooms.map((room, i) => box(room, x + GAP + i * (each + GAP), bottom - (level + 1) * ROW, each))
  })
  const frame = `<rect class="group" x="${x}" y="${bottom - height}" width="${width}" height="${height}" rx="10"/>`
  const title = `<text class="title" x="${x + GAP}" y="${bottom - height + 22}">${escape(TITLES[runtime])}</text>`
  return { height, parts: [frame, title, ...rows] }
}

/** @returns the picture as SVG text; imports point from a box to boxes below it in its own frame and to the neutral ones */
export function drawPicture() {
  const neutralHeight = RUNTIMES.neutral.length * ROW + 36
  const tallest = Math.max(...['node', 'preload', 'page'].map((runtime) => RUNTIMES[runtime].length)) * ROW + 36
  const top = 20 + tallest
  const bottom = top + 20 + neutralHeight
  const parts = [
    ...group('node', 20, top, 460).parts,
    ...group('preload', 500, top, 160).parts,
    ...group('page', 680, top, 420).parts,
    ...group('neutral', 20, bottom, WIDTH - 40).parts,
  ]
  const font = "'Noto Sans SC Variable','Noto Sans SC','Noto Sans CJK SC',system-ui,sans-serif"
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 20}" font-family="${font}" font-size="13">`,
    '<title>The rooms of src: imports lead down only</title>',
    `<style>${STYLE}</style>`,
    `<rect class="page" width="${WIDTH}" height="${bottom + 20}" rx="12"/>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(import.meta.dirname, '../../docs/architecture.svg'), drawPicture())
