/** Types of sources.mjs for the build and the tests. */
import type { Plugin } from 'vite'
export const SOURCES: readonly string[]
export function sourcesFingerprint(root: string): string
export function isBuilt(root: string, folders: readonly string[]): boolean
export function stampSources(root: string): Plugin
