import { CONTENT_SECURITY_POLICY } from './serve.mjs'

/**
 * The policy of the browser version as its page carries it: `frame-ancestors` is only obeyed in a header, and an installed page
 * has a manifest.
 */
export const PAGE_POLICY = [
  ...CONTENT_SECURITY_POLICY.split('; ').filter((rule) => !rule.startsWith('frame-ancestors')),
  "manifest-src 'self'",
].join('; ')
