/** Addresses of the project's repository, all https. */
export interface Repository {
  readonly url: string
  readonly releases: string
  readonly issues: string
  readonly check: string
  readonly pages: string | null
}
export function repositoryOf(manifest: { readonly repository?: unknown }): Repository | null
