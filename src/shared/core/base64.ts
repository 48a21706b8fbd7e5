const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/**
 * Decodes base64 (RFC 4648, padded): neutral code has neither atob nor Buffer.
 * @param text - length a multiple of 4, no white space
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const sextets = new Uint8Array(128)
  for (let i = 0; i < ALPHABET.length; i++) sextets[ALPHABET.charCodeAt(i)] = i
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3)
  for (let i = 0, out = 0; i < text.length; i += 4, out += 3) {
    let bits = 0
    for (let k = 0; k < 4; k++) bits = (bits << 6) | sextets[text.charCodeAt(i + k)]!
    bytes[out] = bits >> 16
    bytes[out + 1] = bits >> 8
    bytes[out + 2] = bits
  }
  return bytes.slice(0, bytes.length - padding)
}
