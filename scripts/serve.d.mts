/** Types of serve.mjs for the tests. */
export const CONTENT_SECURITY_POLICY: string
export function serve(root: string, port?: number | null): Promise<{ url: string; close: () => Promise<void> }>
