/** The made-up world of the hard sets: languages, topics, sites, accounts with interests, hours and friends. */
import { drawInteger, drawLogNormal, drawPareto, type Random } from '../../src/random/random.ts'

export const DAY = 86_400
export const DAYS = 21
export const START = Date.UTC(2026, 8, 1) / 1000
const LANGUAGES = 4
const TOPICS = 24
const SYLLABLES =
  'ba be bi ca ce da de do fa fe ga go ha he ka ki la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va ve vi vo za zo'.split(
    ' ',
  )

type Topic = {
  readonly language: number
  readonly words: readonly string[]
  readonly tags: readonly string[]
  readonly sites: readonly string[]
}

export type Account = {
  readonly name: string
  readonly topics: readonly number[]
  readonly language: number
  /** Posts over the whole run. */
  posts: number
  /** Hour of the day, UTC, about which it is awake. */
  readonly noon: number
  readonly popularity: number
  created: number
  follows: number[]
  friends: number[]
}

export type World = {
  readonly random: Random
  readonly topics: readonly Topic[]
  readonly common: readonly (readonly string[])[]
  readonly accounts: Account[]
  /** Makes a word nobody else has. */
  fresh(): string
}

export function createWorld(random: Random, count: number): World {
  const known = new Set<string>()
  const fresh = (): string => {
    for (;;) {
      const word = Array.from({ length: 2 + drawInteger(random, 3) }, () =>
        pick(random, SYLLABLES),
      ).join('')
      if (known.has(word)) continue
      known.add(word)
      return word
    }
  }
  const many = (n: number): string[] => Array.from({ length: n }, fresh)
  const topics = Array.from({ length: TOPICS }, (_, k) => ({
    language: k % LANGUAGES,
    words: many(150),
    tags: many(10),
    sites: many(6).map((name) => `${name}.example`),
  }))
  const common = Array.from({ length: LANGUAGES }, () => many(60))
  const accounts = Array.from({ length: count }, () => drawAccount(random, fresh))
  const world = { random, topics, common, accounts, fresh }
  for (const [a, account] of accounts.entries()) befriend(world, a, account)
  return world
}

function drawAccount(random: Random, fresh: () => string): Account {
  const language = drawInteger(random, LANGUAGES)
  const some = 1 + drawInteger(random, 3)
  return {
    name: `${fresh()}_${drawInteger(random, 1000)}`,
    language,
    topics: Array.from(
      { length: some },
      () => language + LANGUAGES * drawInteger(random, TOPICS / LANGUAGES),
    ),
    posts: Math.max(4, Math.min(900, Math.round(drawLogNormal(random, 26, 1)))),
    noon: (9 + 6 * language + 4 * random.float()) % 24,
    popularity: drawPareto(random, 1.1, 1, 300),
    created: START - Math.floor(random.float() * 3000 * DAY),
    follows: [],
    friends: [],
  }
}

/** Whom an account follows: mostly popular accounts of its topics; a few of them are friends. */
function befriend({ random, accounts }: World, self: number, account: Account): void {
  const alike = (other: Account): boolean =>
    other.topics.some((topic) => account.topics.includes(topic))
  for (let tries = 0; tries < 600 && account.follows.length < 25; tries++) {
    const other = drawInteger(random, accounts.length)
    const weight = (alike(accounts[other]!) ? 1 : 0.05) * accounts[other]!.popularity
    if (other !== self && random.float() < weight / 20) account.follows.push(other)
  }
  account.friends = account.follows.slice(0, 5)
  for (const friend of account.friends) accounts[friend]!.friends.push(self)
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[drawInteger(random, list.length)]!
}

/** A sentence of a topic: common words of its language among the topic's own, some far likelier than others. */
export function sentence(
  { random, topics, common }: World,
  topic: number,
  words = 8 + drawInteger(random, 9),
): string {
  const { language, words: own } = topics[topic]!
  return Array.from({ length: words }, () =>
    random.float() < 0.4
      ? common[language]![Math.floor(60 * random.float() ** 2)]!
      : own[Math.floor(150 * random.float() ** 1.7)]!,
  ).join(' ')
}

/** A time at which the account is awake, on a day of the run. */
export function drawTime(random: Random, { noon }: Account): number {
  const hour = noon + (random.float() + random.float() + random.float() - 1.5) * 10
  const day = drawInteger(random, DAYS)
  return START + day * DAY + Math.floor((((hour % 24) + 24) % 24) * 3600)
}
