/** One image in this many goes to the test data, as in MNIST's 60,000 and 10,000. */
const TEST_SHARE = 7

/** Whether image `i` of `count` belongs to the test data: evenly spread, and at least one of two. */
export function isTestImage(i: number, count: number): boolean {
  const tests = count < 2 ? 0 : Math.max(1, Math.round(count / TEST_SHARE))
  return Math.floor(((i + 1) * tests) / count) > Math.floor((i * tests) / count)
}

/**
 * Chooses the test images of an unsplit set: one in seven of each class, always the same ones; if no class has two images,
 * one in seven of all.
 * @param labels - (count,) u8; not modified
 * @returns (count,) u8, 1 = test
 */
export function testMask(labels: Uint8Array): Uint8Array {
  const counts = new Uint32Array(256)
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1
  const seen = new Uint32Array(256)
  const mask = labels.map((label) => {
    const i = seen[label] ?? 0
    seen[label] = i + 1
    return Number(isTestImage(i, counts[label] ?? 0))
  })
  return mask.includes(1) ? mask : mask.map((_, i) => Number(isTestImage(i, labels.length)))
}
