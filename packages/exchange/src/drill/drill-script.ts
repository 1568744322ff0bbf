import type { DrillScore } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { DrillCountry } from './country.ts'
import { beatsOf, LIVE_FROM } from './script.ts'
import type { CastMember } from './cast.ts'
import { seedDrill } from './seed.ts'
import type { Stage } from './stage.ts'

/** One thing that happens: when on the drill's clock, what a reader of the drill page is told, and what is done. */
type ScriptBeat = {
  minute: number
  text: string
  play: (stage: Stage, seed: string) => Promise<void>
}

/** What a drill plays, in minutes after `start`. */
export type DrillScript = {
  /** How it is asked for. */
  name: string
  /** The country pack that it needs. */
  pack: string
  title: string
  start: Date
  /** Seconds of the drill in a second, unless whoever opens it says so. */
  speed: number
  cast: readonly CastMember[]
  /** Fills an empty exchange through its operator's own door. */
  prepare: (stage: Stage, operatorEmail: string) => Promise<void>
  beats: readonly ScriptBeat[]
  /** Beats before it are played at once, so that the screens are full when a person first looks. */
  liveFrom: number
  /** Who acts at an office that a notice is sent to, as it answers. */
  acts: DrillCountry['acts']
  /** Whether the clock slows down to its first speed whenever something happens, so that nobody misses it. */
  slows?: boolean
  /** How it went for whoever plays, where it is scored. */
  score?: (ctx: Context) => Promise<ScoreLines>
}

/** A score without its head. */
export type ScoreLines = Pick<DrillScore, 'since' | 'clocks' | 'offices' | 'mistakes' | 'knew'>

/** The election week of a country. */
export function weekOf(country: DrillCountry): DrillScript {
  return {
    name: 'week',
    pack: country.pack,
    title: country.title,
    start: country.start,
    speed: 60,
    cast: country.cast,
    prepare: (stage, operatorEmail) => seedDrill(stage, country, operatorEmail),
    beats: beatsOf(country).map(({ play, ...beat }) => ({
      ...beat,
      play: (stage, seed) => play(stage, { seed, country }),
    })),
    liveFrom: LIVE_FROM,
    acts: country.acts,
  }
}
