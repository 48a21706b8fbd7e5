/** Number of vectors in tile k of `tiles`: they are distributed evenly, the first tiles being the larger ones. */
export function tileVectors(vectors: u32, tiles: u32, k: u32): u32 {
  return (vectors + tiles - 1 - k) / tiles
}
