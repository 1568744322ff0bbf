/**
 * Synthetic traffic: posts of any number of accounts over any number of days, with the synchrony of
 * ordinary life and with planted operations, and the truth about both. No real account, person,
 * party, outlet or post is in it; the statistics it follows are cited in the file of each part.
 *
 * Seeded: equal options give equal posts. Memory holds one slice of 15 minutes, the reshares still
 * to come and the accounts; cost is linear in posts. Figures: `npm run bench -- traffic`.
 */
import { createRandom, drawDistinct } from '../random/random.ts'
import { createCalendar, SLICE } from './calendar.ts'
import { createCrowd } from './crowd.ts'
import { drawSlice } from './organic.ts'
import {
  DEFAULT_OPERATION,
  DEFAULT_TRAFFIC,
  defaultBenign,
  type OperationOptions,
  type TrafficOptions,
} from './options.ts'
import { drawPopulation, type Population } from './population.ts'
import { joinPosts, type PostColumns } from './posts.ts'
import type { Scene, Source } from './scene.ts'
import { castSources, countSpecial } from './sources.ts'
import { createStories } from './stories.ts'

export type Traffic = {
  options: TrafficOptions
  population: Population
  /** The posts in order of time, a quarter of an hour at a time; every call begins anew. */
  slices(): Generator<PostColumns>
  /** All posts at once. */
  columns(): PostColumns
  /** The operations and benign sources; whole only after the slices were read to the end. */
  sources: Source[]
  /** Texts, hashtags and links that the caller gave for operations, in the order of their numbers. */
  custom: { messages: string[]; hashtags: string[]; links: string[] }
}

/** Prepares a run. Throws RangeError for options that make no sense. */
export function generateTraffic(given: Partial<TrafficOptions> = {}): Traffic {
  const options = { ...DEFAULT_TRAFFIC, ...given }
  verifyOptions(options)
  const operations = options.operations.map((one) => ({ ...DEFAULT_OPERATION, ...one }))
  const benign = { ...defaultBenign(options.accounts), ...options.benign }
  const count = options.accounts + countSpecial(benign, operations)
  const population = drawPopulation(options.seed, count, options)
  const special = drawDistinct(
    createRandom(`${options.seed}/special`),
    count,
    count - options.accounts,
  )
  for (const account of special) population.rate[account] = 0
  const from = Math.floor(options.start / 1000)
  const span = { from, until: from + Math.round(options.days * 86_400) }
  const plan = { seed: options.seed, span, benign, operations }
  const { sources, acts } = castSources(plan, population, special)

  function* slices(): Generator<PostColumns> {
    const scene = createScene(options, population, span)
    let next = 0
    for (let second = span.from; second < span.until; second += SLICE) {
      scene.stories.advance(second)
      for (; next < acts.length && acts[next]!.time < second + SLICE; next++)
        acts[next]!.perform(scene, acts[next]!.time)
      drawSlice(scene, second)
      yield scene.calendar.take(second)
    }
    for (const source of sources)
      source.accounts = [...new Set(source.accounts)].sort((a, b) => a - b)
  }
  return {
    options,
    population,
    sources,
    slices,
    columns: () => joinPosts(slices()),
    custom: {
      messages: operations.flatMap((one) => one.messages ?? []),
      hashtags: operations.flatMap((one) => one.hashtags ?? []),
      links: operations.flatMap((one) => one.links ?? []),
    },
  }
}

function createScene(
  options: TrafficOptions,
  population: Population,
  span: { from: number; until: number },
): Scene {
  const stories = Math.min(20_000, Math.max(20, options.accounts * options.postsPerDay * 0.02))
  let weighted = 0
  let total = 0
  for (let i = 0; i < population.count; i++) {
    weighted += population.rate[i]! * population.audience[i]!
    total += population.rate[i]!
  }
  return {
    population,
    crowd: createCrowd(population, options.groups),
    stories: createStories(options.seed, span.from, options.groups, stories),
    calendar: createCalendar(span.from, span.until, options.resolution),
    random: createRandom(`${options.seed}/posts`),
    meanAudience: Math.max(1e-9, weighted / Math.max(1e-9, total)),
    ownLinks: 0,
    sourceObjects: 0,
  }
}

function verifyOptions(options: TrafficOptions): void {
  const wants = (good: boolean, what: string): void => {
    if (!good) throw new RangeError(`traffic: ${what}`)
  }
  const whole = (value: number, low: number, high: number): boolean =>
    Number.isInteger(value) && value >= low && value <= high
  wants(whole(options.accounts, 1, 50_000_000), 'accounts must be a whole number, 1 to 50,000,000')
  wants(options.days > 0 && options.days <= 3660, 'days must be above 0 and at most 3660')
  wants(options.postsPerDay > 0 && options.postsPerDay <= 200, 'postsPerDay must be in (0, 200]')
  wants(whole(options.groups, 1, 255), 'groups must be a whole number, 1 to 255')
  wants(whole(options.resolution, 1, SLICE), `resolution must be a whole number, 1 to ${SLICE}`)
  wants(
    options.start >= 0 && options.start / 1000 + options.days * 86_400 < 2 ** 31,
    'the run must lie between 1970 and 2038',
  )
  for (const operation of options.operations) verifyOperation(operation, wants, whole)
}

function verifyOperation(
  operation: Partial<OperationOptions>,
  wants: (good: boolean, what: string) => void,
  whole: (value: number, low: number, high: number) => boolean,
): void {
  const name = operation.name ?? '(unnamed)'
  const part = (key: 'participation' | 'coordinatedShare' | 'paraphrase' | 'popularObjects') => {
    const value = operation[key] ?? 0
    wants(value >= 0 && value <= 1, `operation ${name}: ${key} must be 0 to 1`)
  }
  wants(whole(operation.size ?? 0, 2, 100_000), `operation ${name}: size must be 2 to 100,000`)
  part('participation')
  part('coordinatedShare')
  part('paraphrase')
  part('popularObjects')
  wants((operation.jitter ?? 0) >= 0, `operation ${name}: jitter must not be negative`)
  wants((operation.step ?? 0) >= 0, `operation ${name}: step must not be negative`)
  wants(operation.traces?.length !== 0, `operation ${name}: traces must not be empty`)
}
