import type { TrainingPhase } from './runTypes'

/** Progress of a run, for the title of the window and the taskbar. */
export interface RunProgress {
  readonly phase: TrainingPhase
  /** Iterations done. */
  readonly done: number
  /** Iterations planned; 0 before the first run. */
  readonly planned: number
}

/** @returns the share of the run that is done, 0..1; null while nothing runs and nothing is paused */
export function openShare({ phase, done, planned }: RunProgress): number | null {
  const open = phase === 'running' || phase === 'paused'
  return open && planned > 0 ? Math.min(1, done / planned) : null
}

/**
 * The window's title: the name alone, or the percentage before it, whole and rounded down so that 100 % means done.
 * @param name - of the application
 * @param paused - the word for a paused run
 */
export function progressTitle(progress: RunProgress, name: string, paused: string): string {
  const share = openShare(progress)
  if (share === null) return name
  const percent = `${Math.floor(share * 100)}%`
  return progress.phase === 'paused' ? `${percent} · ${paused} · ${name}` : `${percent} · ${name}`
}
