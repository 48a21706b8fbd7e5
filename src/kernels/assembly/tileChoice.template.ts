import { addInputProduct$n, addRowSum$n, forward$n, hiddenError$n } from './tiles'

// The kernels of tiles.template.ts for a tile of any size: a line that names $n is repeated for each size.

export function forward(vectors: u32, entries: usize, ends: usize, rows: u32, W: usize, b: usize, Z: usize): void {
  if (vectors == $n) forward$n(entries, ends, rows, W, b, Z)
}

export function addInputProduct(
  vectors: u32,
  entries: usize,
  ends: usize,
  rows: u32,
  dZ: usize,
  scale: f32,
  target: usize,
): void {
  if (vectors == $n) addInputProduct$n(entries, ends, rows, dZ, scale, target)
}

export function hiddenError(
  vectors: u32,
  dY: usize,
  rowBytes: u32,
  classes: u32,
  W2T: usize,
  Z: usize,
  rows: u32,
  dZ: usize,
): void {
  if (vectors == $n) hiddenError$n(dY, rowBytes, classes, W2T, Z, rows, dZ)
}

export function addRowSum(vectors: u32, dZ: usize, rows: u32, scale: f32, target: usize): void {
  if (vectors == $n) addRowSum$n(dZ, rows, scale, target)
}
