interface Manifest {
  readonly version: string
  readonly license: string
  readonly repository?: unknown
}
export function fillReadme(file: string, text: string, manifest: Manifest): string
export function badgeFiles(manifest: Manifest): Record<string, string>
