import { CONTENT_SECURITY_POLICY } from './serve.mjs'

/**
 * The content security policy in the page of the browser version. Without `frame-ancestors`, which works only in a header; with
 * a manifest, so that the page can be installed.
 */
export const PAGE_POLICY = [
  ...CONTENT_SECURITY_POLICY.split('; ').filter((rule) => !rule.startsWith('frame-ancestors')),
  "manifest-src 'self'",
].join('; ')
