import type { Drill } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { DrillClock } from './clock.ts'
import type { ScoreLines } from './drill-script.ts'

/** Something that happens in a drill at a moment of its clock. */
type BeatLine = { at: Date; text: string }

/** A drill being played, as the screens see and steer it. */
export type DrillControl = {
  clock: DrillClock
  title: string
  beats: BeatLine[]
  /** How many beats are done; the player counts it up. */
  done: number
  /** The speed to which the clock slows down when something happens, where it does. */
  slowTo?: number
  /** How it went so far, where it is scored. */
  score?: (ctx: Context) => Promise<ScoreLines>
}

export function toDrill(control: DrillControl): Drill {
  const { clock, title, beats, done } = control
  return {
    title,
    state: done >= beats.length ? 'ended' : clock.playing() ? 'playing' : 'paused',
    now: clock.now().toISOString(),
    speed: clock.speed(),
    scored: control.score !== undefined,
    beats: beats.map((beat, i) => ({ at: beat.at.toISOString(), text: beat.text, done: i < done })),
  }
}
