/**
 * Reads a number as people type it: full-width digits of a Chinese input method, thousands separators, 1e-3.
 * A comma that is not a thousands separator is refused rather than guessed at (0,2 could mean 0.2 or 02).
 * @returns NaN when it is not a number
 */
export function parseNumberText(text: string): number {
  const plain = text.normalize('NFKC').replace(/。/g, '.').replace(/\s+/g, '')
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(',', ''))
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN
}
