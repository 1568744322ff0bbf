/** What a caller of the traffic generator may choose, and the defaults. */

/** The trace that a coordinated act leaves: which object its participants share. */
export type ActTrace = 'link' | 'hashtag' | 'text' | 'reshare'

/**
 * How the participants of one act are ordered in time: all within the jitter; one after the other,
 * `step` seconds apart; a leader and then the others; or all within the jitter, but only a rotating
 * part of the operation each time.
 */
export type ActStyle = 'simultaneous' | 'relay' | 'leader' | 'rotating'

export type OperationOptions = {
  /** A label that the truth file repeats. */
  name: string
  /** Number of accounts. */
  size: number
  style: ActStyle
  /** Traces of its acts, drawn evenly. */
  traces: ActTrace[]
  /** Acts a day, spread over the operation's working hours. */
  actsPerDay: number
  /** Chance that a member takes part in an act (for `rotating`, the part of the operation in it). */
  participation: number
  /** Seconds within which the participants of an act post. */
  jitter: number
  /** Seconds between two posts of a relay. */
  step: number
  /** Coordinated part of each member's posts, 0 to 1; the rest is organic camouflage. */
  coordinatedShare: number
  /** Part of the words that each member replaces in a shared text, 0 to 1. */
  paraphrase: number
  /** Part of the acts that use an object already popular among others, instead of one of its own. */
  popularObjects: number
  /** First and last local hour of work, and the hours to add to UTC for them. */
  workingHours: [number, number]
  utcOffset: number
  /** Texts, hashtags and links to use instead of made-up ones (texts may hold `{place}`). */
  messages?: string[]
  hashtags?: string[]
  links?: string[]
}

/** How many of each innocent source of synchrony run through the traffic. */
export type BenignOptions = {
  /** Breaking news stories a day. */
  breakingNews: number
  /** Weekly programmes with a hashtag and a loyal audience. */
  televised: number
  /** Daily newsletters whose readers share the same rare link in the same half hour. */
  newsletters: number
  /** Articles a day with a share button, which posts one text for everybody. */
  shareButtons: number
  /** Press teams: declared organisation accounts that openly post the same release. */
  pressOffices: number
  /** Feeds relayed by several declared bots within seconds. */
  declaredBots: number
  /** People whose two accounts cross-post. */
  sameOwners: number
  /** Accounts that post their own content by a scheduling tool at the full and half hour. */
  scheduled: number
}

export type TrafficOptions = {
  seed: string | number
  /** First instant, epoch milliseconds UTC. */
  start: number
  days: number
  /** Organic accounts; operations and press offices come on top. */
  accounts: number
  /** Mean posts per organic account and day; the median is far lower. */
  postsPerDay: number
  /** Interest groups; a group's members mostly post about the same stories. */
  groups: number
  /** Seconds to which times are rounded down (60 for exports of minute resolution). */
  resolution: number
  benign: Partial<BenignOptions>
  operations: (Pick<OperationOptions, 'name' | 'size'> & Partial<OperationOptions>)[]
}

export const DEFAULT_OPERATION: Omit<OperationOptions, 'name' | 'size'> = {
  style: 'simultaneous',
  traces: ['link', 'hashtag', 'text', 'reshare'],
  actsPerDay: 3,
  participation: 0.7,
  jitter: 60,
  step: 90,
  coordinatedShare: 0.5,
  paraphrase: 0,
  popularObjects: 0.2,
  workingHours: [9, 18],
  utcOffset: 0,
}

export const DEFAULT_TRAFFIC: TrafficOptions = {
  seed: 'tocsin',
  start: Date.UTC(2026, 9, 1),
  days: 14,
  accounts: 5_000,
  postsPerDay: 0.63,
  groups: 12,
  resolution: 1,
  benign: {},
  operations: [],
}

/** Counts of benign sources that suit a population and a length in days. */
export function defaultBenign(accounts: number): BenignOptions {
  const scale = Math.sqrt(accounts / 5_000)
  const count = (base: number): number => Math.max(1, Math.round(base * scale))
  return {
    breakingNews: 1.5 * scale,
    televised: count(3),
    newsletters: count(4),
    shareButtons: 6 * scale,
    pressOffices: count(2),
    declaredBots: count(2),
    sameOwners: count(3),
    scheduled: count(20),
  }
}
