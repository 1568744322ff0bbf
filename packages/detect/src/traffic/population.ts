/**
 * The accounts of generated traffic: who posts how much, when, and about what.
 *
 * Posts per account are log-normal: the most active tenth write 80 % of all posts (Pew Research
 * Center, Sizing Up Twitter Users, 2019), which for a log-normal means
 * sigma = z(0.9) + z(0.8) = 1.2816 + 0.8416 = 2.123. No account exceeds 200 posts a day.
 * Audience is Pareto, so that a few authors draw most reshares (Kwak et al., WWW 2010).
 */
import { createAlias, drawAlias } from '../random/alias.ts'
import { createRandom, drawInteger, drawLogNormal, drawPareto } from '../random/random.ts'
import { ZONES } from './rhythm.ts'

const ACTIVITY_SIGMA = 2.123
const MAX_RATE = 200

/** What an account says of itself. */
export const DECLARED = ['', 'automation', 'organisation'] as const
/** The tool that a post came from. */
export const CLIENTS = ['web', 'phone', 'scheduler', 'feed relay', 'share button'] as const

export type Population = {
  count: number
  zone: Uint8Array
  group: Uint8Array
  /** Organic posts a day. */
  rate: Float64Array
  audience: Float32Array
  /** Index into DECLARED. */
  declared: Uint8Array
  /** Day of creation, in days before the start. */
  age: Uint16Array
  /** Index of the source that the account belongs to, or -1. */
  source: Int32Array
}

/** `count` ordinary accounts. */
export function drawPopulation(
  seed: string | number,
  count: number,
  options: { postsPerDay: number; groups: number },
): Population {
  const random = createRandom(`${seed}/population`)
  const population: Population = {
    count,
    zone: new Uint8Array(count),
    group: new Uint8Array(count),
    rate: new Float64Array(count),
    audience: new Float32Array(count),
    declared: new Uint8Array(count),
    age: new Uint16Array(count),
    source: new Int32Array(count).fill(-1),
  }
  const zones = createAlias(ZONES.map((zone) => zone.share))
  const median = options.postsPerDay / Math.exp(ACTIVITY_SIGMA ** 2 / 2)
  for (let i = 0; i < count; i++) {
    population.zone[i] = drawAlias(zones, random)
    population.group[i] = drawInteger(random, options.groups)
    population.audience[i] = drawPareto(random, 1.2, 1, 1e6)
    population.age[i] = 30 + drawInteger(random, 4000)
    const rate = drawLogNormal(random, median, ACTIVITY_SIGMA)
    population.rate[i] = Math.min(MAX_RATE, rate)
  }
  return population
}
