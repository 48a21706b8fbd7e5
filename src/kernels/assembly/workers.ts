import { expandRows, forwardNext, losses, runShard } from './shard'
import { Batch, FORWARD, ITERATION, Job, Shard, Step, SyncBlock, labelsOf } from './structs'
import { prefetchRows } from './rows'

// Two threads share an iteration: the main thread and the helper. The main thread publishes a job for the second shard and runs
// the first one. If the helper does not pick the job up in time (it is measuring, asleep, without a processor or absent), the
// main thread runs it; results are bit-identical either way.

/** Polls (1.1 ns each) before the helper sleeps: about 0.15 ms, longer than the gaps between iterations. */
const WAKE_SPINS: u32 = 150_000
/** Polls for the helper's shard, longer than a shard takes. After that it must have lost its processor; this thread sleeps. */
const DONE_SPINS: u32 = 300_000
const DONE_WAIT_NS: i64 = 50_000
/** A sleeping helper wakes once a second, so that its thread can be ended. */
const WAKE_WAIT_NS: i64 = 1_000_000_000
/** Waits before the helper is considered lost: many seconds. */
const MAX_DONE_WAITS: u32 = 200_000
/**
 * Number of jobs that the main thread runs alone after the helper lost its processor during one: while other programs compete
 * for the processors, running both shards in turn is faster than waiting. MIN_SOLO the first time, twice as many each time it
 * happens again, one fewer after each job that was done in time.
 */
const MIN_SOLO: u32 = 4
const MAX_SOLO: u32 = 256

/** Throws: the helper claimed a job and did not finish it. */
declare function helperLost(): void

/** Each ticket is claimed once. */
function claimJob(block: usize, ticket: i32): bool {
  const claimed = block + offsetof<SyncBlock>('claimed')
  return atomic.cmpxchg<i32>(claimed, ticket - 1, ticket) == ticket - 1
}

/** Offers the job to the helper. Returns its ticket. */
function publishJob(block: usize): i32 {
  const ticket = atomic.add<i32>(block + offsetof<SyncBlock>('published'), 1) + 1
  const wakeSequence = block + offsetof<SyncBlock>('wakeSequence')
  atomic.add<i32>(wakeSequence, 1)
  if (atomic.load<i32>(block + offsetof<SyncBlock>('sleeping')) == 1) atomic.notify(wakeSequence, i32.MAX_VALUE)
  return ticket
}

function jobOf(step: Step): Job {
  return changetype<Job>(step.syncBlock + offsetof<SyncBlock>())
}

function awaitDone(step: Step, ticket: i32): void {
  const done = step.syncBlock + offsetof<SyncBlock>('done')
  for (let spins: u32 = 0; spins < DONE_SPINS; spins++) {
    if (atomic.load<i32>(done) != ticket) continue
    if (step.nextSoloJobs > MIN_SOLO) step.nextSoloJobs--
    return
  }
  step.soloJobs = max(step.nextSoloJobs, MIN_SOLO)
  step.nextSoloJobs = min(2 * step.soloJobs, MAX_SOLO)
  for (let waits: u32 = 0; waits < MAX_DONE_WAITS; waits++) {
    const latest = atomic.load<i32>(done)
    if (latest == ticket) return
    atomic.wait<i32>(done, latest, DONE_WAIT_NS)
  }
  helperLost()
}

/** Whether a job ends with the forward pass of the next batch. The next batch's shifts are not known yet. */
function includesNext(job: Job): bool {
  return job.kind == ITERATION && job.next > 0 && job.shiftedCols == 0
}

/** Brings the rows of the next batch into the cache, then runs a shard. */
function prefetchAndRun(step: Step, shard: Shard, batch: Batch, job: Job): void {
  if (job.next > 0) batch.prefetched = prefetchRows(step.starts, step.nextIndices, job.next)
  runShard(step, shard, batch, job)
}

function expandNext(step: Step, batch: Batch, job: Job): void {
  expandRows(step, batch, job.number + 1, step.nextIndices, job.next, 0)
}

/** Runs both shards: publishes the second, runs the first, then also the second unless the helper has claimed it. */
function runBothShards(step: Step, job: Job): void {
  const firstShard = step.firstShard
  const secondShard = step.secondShard
  const block = step.syncBlock
  const batch = step.firstBatch
  const solo = step.soloJobs > 0
  let ticket: i32 = 0
  if (solo) step.soloJobs--
  else ticket = publishJob(block)
  prefetchAndRun(step, firstShard, batch, job)
  const both = solo || claimJob(block, ticket)
  if (both) runShard(step, secondShard, batch, job)
  if (includesNext(job)) {
    expandNext(step, batch, job)
    forwardNext(step, firstShard, batch, job.next)
    if (both) forwardNext(step, secondShard, batch, job.next)
    step.forwardReady = 1
  }
  if (!both) awaitDone(step, ticket)
}

/**
 * One iteration: gradient, update, loss. Both threads also prepare the next batch, including its forward pass.
 * step.indices, step.shifts and step.nextIndices are filled.
 * number: of the batch; 1 more than the last batch's if the last call announced this one, else 2 more. Returns the sum of the
 * losses over the batch after the update.
 */
export function iterate(step: Step, number: u32, count: u32, shiftedCols: u32, next: u32, factor: f32, rate: f32): f64 {
  const batch = step.firstBatch
  const isExpanded = batch.number == number
  const hasForward = isExpanded && step.forwardReady == 1
  step.forwardReady = 0
  if (!isExpanded) expandRows(step, batch, number, step.indices, count, shiftedCols)
  const labels = labelsOf(batch)
  const job = jobOf(step)
  job.number = number
  job.count = count
  job.shiftedCols = shiftedCols
  job.factor = factor
  job.rate = rate
  if (!hasForward) {
    job.kind = FORWARD
    job.next = 0
    runBothShards(step, job)
  }
  job.kind = ITERATION
  job.next = next
  runBothShards(step, job)
  return losses(step, count, labels)
}

/** The helper's loop: runs jobs until there is a message that it has not received. received: number of messages so far. */
export function workerLoop(step: Step, received: i32): void {
  const block = step.syncBlock
  for (;;) {
    const sequence = atomic.load<i32>(block + offsetof<SyncBlock>('wakeSequence'))
    if (atomic.load<i32>(block + offsetof<SyncBlock>('interrupts')) != received) return
    const ticket = atomic.load<i32>(block + offsetof<SyncBlock>('published'))
    if (claimJob(block, ticket)) {
      runJob(step)
      atomic.store<i32>(block + offsetof<SyncBlock>('done'), ticket)
    } else awaitWake(block, sequence)
  }
}

function runJob(step: Step): void {
  const shard = step.secondShard
  const batch = step.secondBatch
  const job = jobOf(step)
  if (batch.number != job.number) {
    expandRows(step, batch, job.number, step.indices, job.count, job.shiftedCols)
  }
  prefetchAndRun(step, shard, batch, job)
  if (!includesNext(job)) return
  expandNext(step, batch, job)
  forwardNext(step, shard, batch, job.next)
}

function awaitWake(block: usize, sequence: i32): void {
  const wakeSequence = block + offsetof<SyncBlock>('wakeSequence')
  const sleeping = block + offsetof<SyncBlock>('sleeping')
  for (let spins: u32 = 0; spins < WAKE_SPINS; spins++) if (atomic.load<i32>(wakeSequence) != sequence) return
  atomic.store<i32>(sleeping, 1)
  atomic.wait<i32>(wakeSequence, sequence, WAKE_WAIT_NS)
  atomic.store<i32>(sleeping, 0)
}
