import { carryOut, lookAhead, losses, spread } from './shard'
import { Batch, FORWARD, Half, ITERATION, Order, Step, labelsOf } from './structs'
import { touchRows } from './rows'

// Two threads that share an iteration. Each order is taken on by whoever comes first: by the second thread, or, when that one
// is away (measuring, asleep, without a processor, or not there at all), by the first once it has done its own half. Who does
// it changes no bit of the result.

// The words that both threads read and write, by their offset. The first three are simd/words.ts's too.
/** Moved on whenever there is something new to see. */
const BELL: usize = 0
/** Messages sent to the second thread: it must leave its watch to receive one. */
const CALLS: usize = 4
/** 1 while the second thread sleeps. */
const ASLEEP: usize = 8
/** Number of the latest order, of the latest that somebody took on, of the latest that the second thread carried out. */
const ORDERED: usize = 12
const TAKEN: usize = 16
const DONE: usize = 20
/** The {@link Order}. */
const ORDER: usize = 24

/** Looks at a word (1.1 ns each) before giving the processor away: about 0.15 ms, longer than the gaps between iterations. */
const WATCH_LOOKS: u32 = 150_000
/** As long as the other's work may last when its thread is on a processor: then it has lost it, and gets this one. */
const WAIT_LOOKS: u32 = 300_000
const NAP_NS: i64 = 50_000
/** A sleeper looks up now and then, so that a thread can be ended. */
const SLEEP_NS: i64 = 1_000_000_000
/** Naps before the second thread is given up: many seconds. */
const MAX_NAPS: u32 = 200_000
/**
 * Orders that are not given out after the second thread had lost its processor in the middle of one: where others want the
 * processors too, two halves one after the other are sooner done than two that wait for each other. So many the first time,
 * twice as many each time it happens again, one fewer with each order that goes well.
 */
const MIN_ALONE: u32 = 4
const MAX_ALONE: u32 = 256

/** Throws: the second thread took an order on and does not come back. */
declare function lost(): void

/** Each ticket is taken on once. */
function takeOn(words: usize, ticket: i32): bool {
  return atomic.cmpxchg<i32>(words + TAKEN, ticket - 1, ticket) == ticket - 1
}

/** Lets the second thread have the order. Returns its ticket. */
function giveOut(words: usize): i32 {
  const ticket = atomic.add<i32>(words + ORDERED, 1) + 1
  atomic.add<i32>(words + BELL, 1)
  if (atomic.load<i32>(words + ASLEEP) == 1) atomic.notify(words + BELL, i32.MAX_VALUE)
  return ticket
}

function orderOf(step: Step): Order {
  return changetype<Order>(step.words + ORDER)
}

function awaitDone(step: Step, ticket: i32): void {
  const words = step.words
  for (let looks: u32 = 0; looks < WAIT_LOOKS; looks++) {
    if (atomic.load<i32>(words + DONE) != ticket) continue
    if (step.nextAlone > MIN_ALONE) step.nextAlone--
    return
  }
  step.alone = max(step.nextAlone, MIN_ALONE)
  step.nextAlone = min(2 * step.alone, MAX_ALONE)
  for (let naps: u32 = 0; naps < MAX_NAPS; naps++) {
    const done = atomic.load<i32>(words + DONE)
    if (done == ticket) return
    atomic.wait<i32>(words + DONE, done, NAP_NS)
  }
  lost()
}

/** Whether an order ends with the forward pass of the next batch. How a next batch is shifted is not known yet. */
function looksAhead(order: Order): bool {
  return order.work == ITERATION && order.next > 0 && order.shiftedCols == 0
}

/** Brings the rows of the next batch into the cache, then does a half. */
function begin(step: Step, half: Half, batch: Batch, order: Order): void {
  if (order.next > 0) batch.touched = touchRows(step.starts, step.nextIndices, order.next)
  carryOut(step, half, batch, order)
}

function spreadNext(step: Step, batch: Batch, order: Order): void {
  spread(step, batch, order.number + 1, step.nextIndices, order.next, 0)
}

/** Has both halves done: gives the second out, does the first, and then the second too unless somebody has taken it on. */
function share(step: Step, order: Order): void {
  const firstHalf = step.firstHalf
  const secondHalf = step.secondHalf
  const words = step.words
  const batch = step.firstBatch
  const alone = step.alone > 0
  let ticket: i32 = 0
  if (alone) step.alone--
  else ticket = giveOut(words)
  begin(step, firstHalf, batch, order)
  const both = alone || takeOn(words, ticket)
  if (both) carryOut(step, secondHalf, batch, order)
  if (looksAhead(order)) {
    spreadNext(step, batch, order)
    lookAhead(step, firstHalf, batch, order.next)
    if (both) lookAhead(step, secondHalf, batch, order.next)
    step.ahead = 1
  }
  if (!both) awaitDone(step, ticket)
}

/**
 * One iteration: gradient, update, loss; and the next batch got ready, its forward pass included, while both threads are at
 * work. step.indices, step.shifts and step.nextIndices are filled.
 * number: of the batch; one more than the last one's only where the last call announced it. Returns the sum of the losses
 * over the batch after the update.
 */
export function iterate(step: Step, number: u32, count: u32, shiftedCols: u32, next: u32, factor: f32, rate: f32): f64 {
  const batch = step.firstBatch
  const stands = batch.standing == number
  const ahead = stands && step.ahead == 1
  step.ahead = 0
  if (!stands) spread(step, batch, number, step.indices, count, shiftedCols)
  const labels = labelsOf(batch)
  const order = orderOf(step)
  order.number = number
  order.count = count
  order.shiftedCols = shiftedCols
  order.factor = factor
  order.rate = rate
  if (!ahead) {
    order.work = FORWARD
    order.next = 0
    share(step, order)
  }
  order.work = ITERATION
  order.next = next
  share(step, order)
  return losses(step, count, labels)
}

/** The second thread's watch: carries orders out until there is a message that it has not. received: number of the latest. */
export function keepWatch(step: Step, received: i32): void {
  const words = step.words
  for (;;) {
    const bell = atomic.load<i32>(words + BELL)
    if (atomic.load<i32>(words + CALLS) != received) return
    const ticket = atomic.load<i32>(words + ORDERED)
    if (takeOn(words, ticket)) {
      followOrder(step)
      atomic.store<i32>(words + DONE, ticket)
    } else awaitBell(words, bell)
  }
}

function followOrder(step: Step): void {
  const half = step.secondHalf
  const batch = step.secondBatch
  const order = orderOf(step)
  if (batch.standing != order.number) {
    spread(step, batch, order.number, step.indices, order.count, order.shiftedCols)
  }
  begin(step, half, batch, order)
  if (!looksAhead(order)) return
  spreadNext(step, batch, order)
  lookAhead(step, half, batch, order.next)
}

function awaitBell(words: usize, bell: i32): void {
  for (let looks: u32 = 0; looks < WATCH_LOOKS; looks++) if (atomic.load<i32>(words + BELL) != bell) return
  atomic.store<i32>(words + ASLEEP, 1)
  atomic.wait<i32>(words + BELL, bell, SLEEP_NS)
  atomic.store<i32>(words + ASLEEP, 0)
}
