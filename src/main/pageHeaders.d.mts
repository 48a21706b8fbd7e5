/** Types of pageHeaders.mjs. */
export const CONTENT_SECURITY_POLICY: string
export const PAGE_HEADERS: Readonly<Record<string, string>>
