import { existsSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { mayImport, roomOf } from './rooms.mjs'

const root = join(import.meta.dirname, '../..')
const inProject = (path) => relative(root, path).split(sep).join('/')

/** ESLint rule: no import from a room on the same level, above, or of another runtime. */
const downwardOnly = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      upward: 'src/{{from}} must not import from src/{{to}}: imports lead down the ladder (docs/architecture.md).',
      homeless: '{{file}} is in no room of the ladder (scripts/ladder/rooms.mjs).',
    },
  },
  create(context) {
    const file = inProject(context.filename)
    const from = roomOf(file)
    const check = ({ source }) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return
      const target = join(dirname(context.filename), source.value.split('?')[0])
      const to = roomOf(inProject(existsSync(target) ? target : `${target}.ts`))
      if (from === undefined || to === undefined || mayImport(from, to)) return
      context.report({ node: source, messageId: 'upward', data: { from: from.room, to: to.room } })
    }
    return {
      Program(node) {
        const isDeclaration = file.endsWith('.d.ts')
        if (from === undefined && !isDeclaration) context.report({ node, messageId: 'homeless', data: { file } })
      },
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    }
  },
}

export default { rules: { 'downward-only': downwardOnly } }
