// Where the project is published, according to package.json; without a repository there, nothing links to one.

/**
 * @param manifest - package.json; its `repository` is a URL or `{ url }`, of https or git+https
 * @returns addresses of the repository's pages, or null without a repository
 * @throws if the repository has no https address
 */
export function repositoryOf({ repository }) {
  const named = typeof repository === 'string' ? repository : repository?.url
  if (!named) return null
  const url = new URL(named.replace(/^git\+/, '').replace(/\.git$/, ''))
  if (url.protocol !== 'https:') throw new Error(`package.json: the repository ${named} has no https address`)
  const address = url.href.replace(/\/$/, '')
  const [, owner, name] = url.pathname.split('/')
  return {
    url: address,
    releases: `${address}/releases/latest`,
    issues: `${address}/issues`,
    check: `${address}/actions/workflows/check.yml`,
    /** The browser version; only the address of GitHub Pages is known. */
    pages: url.host === 'github.com' ? `https://${owner}.github.io/${name}/` : null,
  }
}
