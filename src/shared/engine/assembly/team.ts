import { FORWARD, ITERATION, carryOut, lookAhead, losses, spread } from './half'
import { Step, labelsOf } from './plan'
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
/**
 * An order: what to do; the number of the batch (the next one's is one more) and its images; pixels of an image row where they
 * are shifted, else 0; images of the next batch, 0 without one; the factor of products added to the gradient; learning rate.
 */
const WORK: usize = 24
const NUMBER: usize = 28
const COUNT: usize = 32
const SHIFTED_COLS: usize = 36
const NEXT: usize = 40
const FACTOR: usize = 44
const RATE: usize = 48

/** Looks at a word (1.1 ns each) before giving the processor away: about 0.15 ms, longer than the gaps between iterations. */
const WATCH_LOOKS: u32 = 150_000
/** As long as the other's work may last when its thread is on a processor: then it has lost it, and gets this one. */
const WAIT_LOOKS: u32 = 300_000
const NAP_NS: i64 = 50_000
/** A sleeper looks up now and then, so that a thread can be ended. */
const SLEEP_NS: i64 = 1_000_000_000
/** Naps before the second thread is given up: many seconds. */
const MOST_NAPS: u32 = 200_000
/**
 * Orders that are not given out after the second thread had lost its processor in the middle of one: where others want the
 * processors too, two halves one after the other are sooner done than two that wait for each other. So many the first time,
 * twice as many each time it happens again, one fewer with each order that goes well.
 */
const LEAST_ALONE: u32 = 4
const MOST_ALONE: u32 = 256

/** Throws: the second thread took an order on and does not come back. */
declare function lost(): void

/** Each ticket is taken on once. */
function takeOn(words: usize, ticket: i32): bool {
  return atomic.cmpxchg<i32>(words + TAKEN, ticket - 1, ticket) == ticket - 1
}

/** Writes an order down for the second thread. Returns its ticket. */
function giveOut(
  words: usize,
  work: u32,
  number: u32,
  count: u32,
  shiftedCols: u32,
  next: u32,
  factor: f32,
  rate: f32,
): i32 {
  store<u32>(words, work, WORK)
  store<u32>(words, number, NUMBER)
  store<u32>(words, count, COUNT)
  store<u32>(words, shiftedCols, SHIFTED_COLS)
  store<u32>(words, next, NEXT)
  store<f32>(words, factor, FACTOR)
  store<f32>(words, rate, RATE)
  const ticket = atomic.add<i32>(words + ORDERED, 1) + 1
  atomic.add<i32>(words + BELL, 1)
  if (atomic.load<i32>(words + ASLEEP) == 1) atomic.notify(words + BELL, i32.MAX_VALUE)
  return ticket
}

function awaitDone(step: Step, ticket: i32): void {
  const words = step.words
  for (let looks: u32 = 0; looks < WAIT_LOOKS; looks++) {
    if (atomic.load<i32>(words + DONE) != ticket) continue
    if (step.nextAlone > LEAST_ALONE) step.nextAlone--
    return
  }
  step.alone = step.nextAlone
  step.nextAlone = min(2 * step.nextAlone, MOST_ALONE)
  for (let naps: u32 = 0; naps < MOST_NAPS; naps++) {
    const done = atomic.load<i32>(words + DONE)
    if (done == ticket) return
    atomic.wait<i32>(words + DONE, done, NAP_NS)
  }
  lost()
}

/** Whether an order ends with the forward pass of the next batch. How a next batch is shifted is not known yet. */
function looksAhead(work: u32, next: u32, shiftedCols: u32): bool {
  return work == ITERATION && next > 0 && shiftedCols == 0
}

/** Has both halves done: gives the second out, does the first, and then the second too unless somebody has taken it on. */
function share(
  step: Step,
  work: u32,
  number: u32,
  count: u32,
  shiftedCols: u32,
  next: u32,
  factor: f32,
  rate: f32,
): void {
  const firstHalf = step.firstHalf
  const secondHalf = step.secondHalf
  const words = step.words
  const batch = step.firstBatch
  const alone = step.alone > 0
  let ticket: i32 = 0
  if (alone) step.alone--
  else ticket = giveOut(words, work, number, count, shiftedCols, next, factor, rate)
  if (next > 0) touchRows(step.starts, step.nextIndices, next)
  carryOut(step, firstHalf, batch, work, number, count, factor, rate)
  const both = alone || takeOn(words, ticket)
  if (both) carryOut(step, secondHalf, batch, work, number, count, factor, rate)
  if (looksAhead(work, next, shiftedCols)) {
    spread(step, batch, number + 1, step.nextIndices, next, 0)
    lookAhead(step, firstHalf, batch, next)
    if (both) lookAhead(step, secondHalf, batch, next)
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
  if (!ahead) share(step, FORWARD, number, count, shiftedCols, 0, factor, rate)
  share(step, ITERATION, number, count, shiftedCols, next, factor, rate)
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
  const words = step.words
  const secondHalf = step.secondHalf
  const batch = step.secondBatch
  const work = load<u32>(words, WORK)
  const number = load<u32>(words, NUMBER)
  const count = load<u32>(words, COUNT)
  const shiftedCols = load<u32>(words, SHIFTED_COLS)
  const next = load<u32>(words, NEXT)
  if (batch.standing != number) spread(step, batch, number, step.indices, count, shiftedCols)
  if (next > 0) touchRows(step.starts, step.nextIndices, next)
  carryOut(step, secondHalf, batch, work, number, count, load<f32>(words, FACTOR), load<f32>(words, RATE))
  if (!looksAhead(work, next, shiftedCols)) return
  spread(step, batch, number + 1, step.nextIndices, next, 0)
  lookAhead(step, secondHalf, batch, next)
}

function awaitBell(words: usize, bell: i32): void {
  for (let looks: u32 = 0; looks < WATCH_LOOKS; looks++) if (atomic.load<i32>(words + BELL) != bell) return
  atomic.store<i32>(words + ASLEEP, 1)
  atomic.wait<i32>(words + BELL, bell, SLEEP_NS)
  atomic.store<i32>(words + ASLEEP, 0)
}
