import { bundle, runBundle } from './bundle.mjs'
import { findPeers } from './peers.mjs'
import { median, printTable } from './statistics.mjs'

const HIDDEN = [50, 128, 512, 1000]
const BATCHES = [100, 1000]
const PEERS = ['numpy-float64', 'numpy-float32', 'torch-ordinary', 'torch-tuned']

/**
 * Time per iteration against NumPy and PyTorch by hidden width, batch size, and images with four of five pixels zero (MNIST)
 * or none (dense). Iterations only, no evaluation. Each program uses its default number of threads.
 */
export async function benchShapes({ root, data, rounds }) {
  const script = await bundle(root, 'shapesRun')
  const runner = findPeers()
  const rows = []
  for (const images of ['mnist', 'dense']) {
    for (const hidden of HIDDEN) {
      for (const batch of BATCHES) {
        const shape = [hidden, batch, images]
        const peers = PEERS.map((peer) => runner(peer.split('-')[0], 'shape.py', [data, peer, ...shape]))
        const row = [images, hidden, batch, ...compare(script, data, shape, peers, rounds ?? 3)]
        rows.push(row)
        // Half an hour passes until the table is complete.
        console.error(row.join('  '))
      }
    }
  }
  printTable(['images', 'hidden', 'batch', 'ours us', ...PEERS.map((peer) => peer.replace('-', ' ')), 'fastest'], rows)
  console.log('Ratios: a peer’s time divided by ours, of adjacent runs; below 1 the peer is faster.')
}

/** One row: our median, each peer's ratio, the fastest program. */
function compare(script, data, shape, peers, rounds) {
  const time = (run) => run().iterationMicroseconds
  const ours = () => time(() => runBundle(script, [data, ...shape]))
  const own = []
  const ratios = peers.map(() => [])
  for (let round = 0; round < rounds; round++) {
    let before = ours()
    own.push(before)
    for (const [i, peer] of peers.entries()) {
      if (peer === null) continue
      const theirs = time(peer)
      const after = ours()
      own.push(after)
      ratios[i].push(theirs / ((before + after) / 2))
      before = after
    }
  }
  const medians = ratios.map((values) => (values.length === 0 ? Infinity : median(values)))
  const least = Math.min(...medians)
  const fastest = least >= 1 ? 'Digit Studio' : PEERS[medians.indexOf(least)].replace('-', ' ')
  return [median(own).toFixed(0), ...medians.map((ratio) => (ratio === Infinity ? '-' : ratio.toFixed(2))), fastest]
}
