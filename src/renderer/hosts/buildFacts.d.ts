/** Version of the application, defined by the build (electron.vite.config.ts). */
declare const __APP_VERSION__: string
