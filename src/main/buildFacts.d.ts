/** The page with the releases, from package.json's `repository`; null where none is named (electron.vite.config.ts). */
declare const __RELEASES_PAGE__: string | null
