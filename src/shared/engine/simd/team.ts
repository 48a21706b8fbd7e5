import type { KernelMemory } from './memory'
import { CAN_SHARE } from './kernels'

/** What a second thread can be told to do: its half of a forward pass or of an iteration (see stepHalf.ts). */
export type Work = 'forward' | 'iteration'

/** A share of work with its numbers. */
export interface Order {
  readonly work: Work
  /** Number of the batch; the next one's is one more. */
  readonly number: number
  /** Images of the batch. */
  readonly count: number
  /** Pixels of an image row where the images are shifted, else 0. */
  readonly shiftedCols: number
  /** Images of the next batch, 0 without one. */
  readonly next: number
  /** Of products added to the gradient or the weights. */
  readonly factor: number
  /** Learning rate of the optimizer's update. */
  readonly rate: number
}

const WORKS: readonly Work[] = ['forward', 'iteration']

// The words that both threads read and write.
/** Moved on whenever there is something new to see. */
const BELL = 0
/** Number of the latest order, of the latest that somebody took on, of the latest that the second thread carried out. */
const ORDERED = 1
const TAKEN = 2
const DONE = 3
/** Messages sent to the second thread: it must leave its watch to receive one. */
const CALLS = 4
/** 1 while the second thread sleeps. */
const ASLEEP = 5
/** An order's numbers; two float64 follow. */
const WORK = 6
const NUMBER = 7
const COUNT = 8
const SHIFTED_COLS = 9
const NEXT = 10
const WORDS = 12
const NUMBERS = WORDS / 2
/** Bytes of the words, see {@link Words}. */
const BYTES = WORDS * 4 + 16

/** Looks at a word before giving the processor away: about 0.1 ms, longer than the gaps between iterations. */
const WATCH_LOOKS = 30_000
/** As long as the other's work may last when its thread is on a processor: then it has lost it, and gets this one. */
const WAIT_LOOKS = 60_000
const NAP_MS = 0.05
/**
 * Orders that are not given out after the second thread had lost its processor in the middle of one: where others want the
 * processors too, two halves one after the other are sooner done than two that wait for each other. So many the first time,
 * twice as many each time it happens again, one fewer with each order that goes well.
 */
const LEAST_ALONE = 4
const MOST_ALONE = 256
/** A sleeper looks up now and then, so that a thread can be ended. */
const SLEEP_MS = 1000
/** Naps of a {@link Team} before the second thread is given up: many seconds. */
const MOST_NAPS = 200_000

/** Memory of an engine that both its threads see. */
export interface Words {
  readonly words: Int32Array
  readonly numbers: Float64Array
}

/** Sets memory aside for {@link wordsAt}. @returns its address */
export const placeWords = (memory: KernelMemory): number => memory.allocate(BYTES)

/** @param address - of {@link placeWords}; where memory cannot be shared, nobody else looks and any memory will do */
export function wordsAt(memory: WebAssembly.Memory, address: number): Words {
  const buffer = CAN_SHARE ? memory.buffer : new ArrayBuffer(BYTES)
  const start = CAN_SHARE ? address : 0
  return {
    words: new Int32Array(buffer, start, WORDS),
    numbers: new Float64Array(buffer, start + NUMBERS * 8, 2),
  }
}

/**
 * The first thread's side of two threads that share an iteration. Each order is taken on by whoever comes first: by the
 * second thread, or, when that one is away (measuring, asleep, without a processor, or not there at all), by the first
 * once it has done its own half. Who does it changes no bit of the result.
 */
export class Team {
  readonly #words: Int32Array
  readonly #numbers: Float64Array
  readonly #carryOut: (order: Order) => void
  /** Orders still to be carried out alone. */
  #alone = 0
  /** How many that will be the next time. */
  #nextAlone = LEAST_ALONE

  /** @param carryOut - does an order's work here */
  constructor({ words, numbers }: Words, carryOut: (order: Order) => void) {
    this.#words = words
    this.#numbers = numbers
    this.#carryOut = carryOut
  }

  /**
   * Has both halves done: gives the other out, does this one, and then the other too unless somebody has taken it on.
   * @param rest - what this thread does while the other may still be at its half, told whether it has done both itself; it
   * must not touch what the order works on for the other thread
   * @throws Error when the second thread took it on and does not come back
   */
  share(order: Order, ownHalf: () => void, rest: (both: boolean) => void): void {
    if (this.#alone > 0) {
      this.#alone--
      ownHalf()
      this.#carryOut(order)
      rest(true)
      return
    }
    const words = this.#words
    words[WORK] = WORKS.indexOf(order.work)
    words[NUMBER] = order.number
    words[COUNT] = order.count
    words[SHIFTED_COLS] = order.shiftedCols
    words[NEXT] = order.next
    this.#numbers[0] = order.factor
    this.#numbers[1] = order.rate
    const ticket = (Atomics.add(words, ORDERED, 1) + 1) | 0
    ring(words)
    ownHalf()
    if (takeOn(words, ticket)) {
      this.#carryOut(order)
      rest(true)
    } else {
      rest(false)
      this.#await(ticket)
    }
  }

  #await(ticket: number): void {
    const words = this.#words
    for (let looks = 0; looks < WAIT_LOOKS; looks++) {
      if (Atomics.load(words, DONE) !== ticket) continue
      if (this.#nextAlone > LEAST_ALONE) this.#nextAlone--
      return
    }
    this.#alone = this.#nextAlone
    this.#nextAlone = Math.min(2 * this.#nextAlone, MOST_ALONE)
    for (let naps = 0; naps < MOST_NAPS; naps++) {
      const done = Atomics.load(words, DONE)
      if (done === ticket) return
      Atomics.wait(words, DONE, done, NAP_MS)
    }
    throw new Error('the second thread does not come back from its work')
  }
}

/**
 * Makes the second thread leave its watch; to be called before a message is sent to it.
 * @returns the number of this call; it only grows, so that a thread that was told to go never takes itself for called back
 */
export function callAway({ words }: Words): number {
  const calls = Atomics.add(words, CALLS, 1) + 1
  ring(words)
  return calls
}

/**
 * The second thread's watch: carries orders out until there is a message that it has not received.
 * @param received - number of the latest call whose message it has
 */
export function keepWatch({ words, numbers }: Words, received: number, carryOut: (order: Order) => void): void {
  for (;;) {
    const bell = Atomics.load(words, BELL)
    if (Atomics.load(words, CALLS) !== received) return
    const ticket = Atomics.load(words, ORDERED)
    if (takeOn(words, ticket)) {
      carryOut({
        work: WORKS[words[WORK]!]!,
        number: words[NUMBER]!,
        count: words[COUNT]!,
        shiftedCols: words[SHIFTED_COLS]!,
        next: words[NEXT]!,
        factor: numbers[0]!,
        rate: numbers[1]!,
      })
      Atomics.store(words, DONE, ticket)
    } else awaitBell(words, bell)
  }
}

function awaitBell(words: Int32Array, bell: number): void {
  for (let looks = 0; looks < WATCH_LOOKS; looks++) if (Atomics.load(words, BELL) !== bell) return
  Atomics.store(words, ASLEEP, 1)
  Atomics.wait(words, BELL, bell, SLEEP_MS)
  Atomics.store(words, ASLEEP, 0)
}

/** Each ticket is taken on once. */
function takeOn(words: Int32Array, ticket: number): boolean {
  const before = (ticket - 1) | 0
  return Atomics.compareExchange(words, TAKEN, before, ticket) === before
}

function ring(words: Int32Array): void {
  Atomics.add(words, BELL, 1)
  if (Atomics.load(words, ASLEEP) === 1) Atomics.notify(words, BELL)
}
