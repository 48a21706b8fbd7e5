/** Version of the application, put in by the build (electron.vite.config.ts). */
declare const __APP_VERSION__: string
