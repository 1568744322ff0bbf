/**
 * Cells that evade: groups that share `THINGS` things nobody else has, later, more thinly, in smaller numbers or in other
 * words, planted among the ordinary life and the bursts of the hard sets.
 */
import { createRandom, drawDistinct, drawLogNormal } from '../../src/random/random.ts'
import { addBursts } from './benign.ts'
import { liveOrdinarily } from './organic.ts'
import type { HardPost, HardSet, Plant } from './posts.ts'
import { createWorld, DAY, DAYS, pick, sentence, START, type World } from './world.ts'

const THINGS = 20
/** Part of the cell in each act. */
const PART = 0.8

export type Cell = {
  readonly name: string
  /** Median seconds from the plan to a member's post, log-normal. */
  readonly lag: number
  /** Coordinated part of a member's posts. */
  readonly share: number
  readonly size: number
  /** What is shared: a link, or a text with this part of its words replaced by each, or only a theme. */
  readonly what: 'link' | 'theme' | number
}

/** A set with these cells in it, each under its name. */
export function createEvasionSet(seed: string, accounts: number, cells: readonly Cell[]): HardSet {
  const world = createWorld(createRandom(`evasion ${seed}`), accounts)
  const free = drawDistinct(world.random, accounts, accounts)
  const homes = cells.map((cell) => {
    const members = free.splice(0, cell.size)
    const own = THINGS * PART * (1 / cell.share - 1)
    for (const a of members)
      world.accounts[a]!.posts = Math.round(own * (0.7 + 0.6 * world.random.float()))
    return members
  })
  const posts = liveOrdinarily(world)
  const { posts: bursts, open } = addBursts(world, free)
  posts.push(...bursts)
  const plants: Plant[] = [...open]
  for (const [k, cell] of cells.entries()) {
    evade(world, cell, homes[k]!, posts)
    plants.push({ name: cell.name, style: cell.name, accounts: homes[k]! })
  }
  const end = START + DAYS * DAY
  const inside = posts.filter(
    ({ time, of }) => time >= START && time < end && (of?.time ?? START) >= START,
  )
  return { world, plants, posts: inside.sort((x, y) => x.time - y.time || x.account - y.account) }
}

function evade(
  world: World,
  { lag, what }: Cell,
  members: readonly number[],
  posts: HardPost[],
): void {
  const { random } = world
  const topic = pick(random, world.accounts[members[0]!]!.topics)
  for (let thing = 0; thing < THINGS; thing++) {
    const at = START + random.float() * (DAYS - 4) * DAY
    const page = `https://${pick(random, world.topics[topic]!.sites)}/${world.fresh()}-${world.fresh()}`
    const words = sentence(world, topic, 16).split(' ')
    for (const account of members) {
      if (random.float() > PART) continue
      const time = Math.floor(at + drawLogNormal(random, lag, 1))
      const text =
        what === 'link'
          ? `${sentence(world, topic)} ${page}`
          : what === 'theme'
            ? `${sentence(world, topic, 11)} ${words[0]} ${words[1]}`
            : words
                .map((word) => (random.float() < what ? sentence(world, topic, 1) : word))
                .join(' ')
      posts.push({ account, time, text, kind: 'post' })
    }
  }
}
