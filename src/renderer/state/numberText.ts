/**
 * Parses a number as users type it: full-width digits of a Chinese input method, thousands separators, 1e-3.
 * @param whole - a whole number is wanted, so a comma can only be a separator. Otherwise a comma that does not group
 *   thousands is refused rather than guessed at (0,2 could mean 0.2 or 02).
 * @returns NaN when it is not a number
 */
export function parseNumberText(text: string, whole: boolean): number {
  const typed = text.normalize('NFKC').replaceAll('。', '.').replace(/\s+/g, '')
  const separated = whole || /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed)
  const plain = separated ? typed.replaceAll(',', '') : typed
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN
}
