/** What everything that posts shares during a run. */
import type { Random } from '../random/random.ts'
import type { Calendar } from './calendar.ts'
import type { Crowd } from './crowd.ts'
import type { Population } from './population.ts'
import type { Stories } from './stories.ts'

export type Scene = {
  population: Population
  crowd: Crowd
  stories: Stories
  calendar: Calendar
  random: Random
  /** Activity-weighted mean audience, by which cascades are scaled. */
  meanAudience: number
  /** Links so far that only one post holds. */
  ownLinks: number
  /** Links and hashtags so far that a source made for itself. */
  sourceObjects: number
}

/** The moment at which a planted or benign source acts. */
export type Act = {
  /** Epoch seconds. */
  time: number
  perform(scene: Scene, time: number): void
}

/** One planted operation or benign source, as the truth file names it. */
export type Source = {
  /** Its number in the `source` column. */
  number: number
  kind: SourceKind
  name: string
  /** False only for planted operations. */
  benign: boolean
  /** Style of an operation's acts. */
  style?: string
  /** Its accounts; for open crowds (breaking news, share buttons) those who took part. */
  accounts: number[]
  acts: number
}

export type SourceKind =
  | 'operation'
  | 'breaking news'
  | 'televised'
  | 'newsletter'
  | 'share button'
  | 'press office'
  | 'declared bots'
  | 'same owner'
  | 'scheduled'
