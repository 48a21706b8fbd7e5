/** The smallest distance of ticks on an axis. */
const SMALLEST_STEP = 1e-12

/** @returns 1, 2 or 5 times a power of ten, at least `rough`: the distance of ticks */
export function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, SMALLEST_STEP)))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** @returns the number of decimals that makes ticks of this distance distinct */
export const decimalsOf = (step: number): number => Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
