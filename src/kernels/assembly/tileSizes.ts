/** The hidden layer's vectors are dealt out evenly: how many of them tile k of so many has. The first ones are the larger. */
export function tileVectors(vectors: u32, tiles: u32, k: u32): u32 {
  return (vectors + tiles - 1 - k) / tiles
}
