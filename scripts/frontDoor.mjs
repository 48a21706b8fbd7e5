// npm run readme: writes the version, license and repository links from package.json into both READMEs. Without a repository
// in package.json there are no links.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { repositoryOf } from './repository.mjs'

const root = join(import.meta.dirname, '..')
const BADGES = 'docs/badges'

const TEXTS = {
  'README.md': {
    version: '版本',
    license: '许可证',
    systems: '系统',
    check: '检查',
    releases: (url) => `所有版本见[发布页](${url})。`,
    pages: (url) => `不想安装？直接使用[浏览器版](${url})。`,
    issues: (url) => `问题和建议请写在[这里](${url})。`,
    none: '目前还没有发布页：用 `npm run package` 自己生成安装包（见[从源代码运行和打包](#从源代码运行和打包)）。',
  },
  'README.en.md': {
    version: 'version',
    license: 'license',
    systems: 'systems',
    check: 'check',
    releases: (url) => `All versions are on the [releases page](${url}).`,
    pages: (url) => `Nothing to install: the [browser version](${url}).`,
    issues: (url) => `Questions and ideas are welcome [here](${url}).`,
    none: 'There is no releases page yet: make packages with `npm run package` (see [Run from source and package](#run-from-source-and-package)).',
  },
}

const badge = (name, text) => `![${text}](${BADGES}/${name}.svg)`

function blocks(manifest, texts) {
  const repository = repositoryOf(manifest)
  const badges = [
    badge('version', `${texts.version} ${manifest.version}`),
    badge('license', `${texts.license} ${manifest.license}`),
    badge('systems', `${texts.systems} Windows, macOS, Linux`),
  ]
  if (repository === null) return { badges: badges.join(' '), links: texts.none }
  badges.unshift(`[![${texts.check}](${`${repository.check}/badge.svg`})](${repository.check})`)
  const links = [texts.releases(repository.releases), texts.issues(repository.issues)]
  if (repository.pages) links.splice(1, 0, texts.pages(repository.pages))
  return { badges: badges.join(' '), links: links.join(' ') }
}

/**
 * @param file - name of one of the READMEs
 * @param text - its content
 * @param manifest - package.json
 * @returns the content with every block updated from `manifest`
 */
export function fillReadme(file, text, manifest) {
  return Object.entries(blocks(manifest, TEXTS[file])).reduce(
    (filled, [name, block]) =>
      filled.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_, begin, end) => `${begin}${block}\n${end}`,
      ),
    text,
  )
}

/** Approximate width of 11 px text plus padding, px. */
const widthOf = (text) => 6.6 * text.length + 14

function badgeSvg(label, value, colour) {
  const [left, right] = [widthOf(label), widthOf(value)].map(Math.round)
  const text = (x, words) => `<text x="${x}" y="14">${words}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${label}: ${value}">
  <clipPath id="r"><rect width="${left + right}" height="20" rx="4"/></clipPath>
  <g clip-path="url(#r)"><rect width="${left}" height="20" fill="#51565f"/><rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(left / 2, label)}${text(left + right / 2, value)}</g>
</svg>
`
}

/** @returns the badges kept in the repository: path from the root → SVG text */
export function badgeFiles(manifest) {
  return {
    [`${BADGES}/version.svg`]: badgeSvg('version', manifest.version, '#2457b8'),
    [`${BADGES}/license.svg`]: badgeSvg('license', manifest.license, '#1f7a48'),
    [`${BADGES}/systems.svg`]: badgeSvg('systems', 'Windows · macOS · Linux', '#c03a2a'),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  mkdirSync(join(root, BADGES), { recursive: true })
  for (const [file, content] of Object.entries(badgeFiles(manifest))) writeFileSync(join(root, file), content)
  for (const file of Object.keys(TEXTS)) {
    const path = join(root, file)
    writeFileSync(path, fillReadme(file, readFileSync(path, 'utf8'), manifest))
  }
}
