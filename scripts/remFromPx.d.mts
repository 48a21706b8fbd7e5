/** Types of remFromPx.mjs for the build and the tests. */
import type { CSSOptions } from 'vite'
type Plugins = Exclude<CSSOptions['postcss'], string | undefined>['plugins']
export function remFromPx(): NonNullable<Plugins>[number]
