/**
 * Stories: what organic posts are about. Each interest group's stories appear at random, take a
 * heavy-tailed share of attention (Pareto, exponent 1.1) and decay as (1 + age / tau)^-(1 + theta)
 * with theta = 0.4, the relaxation after an outside shock of Crane and Sornette (PNAS 105, 2008);
 * tau is log-normal with median one hour, for most trends are short and a few persist (Asur et al.,
 * ICWSM 2011). A story has three hashtags and eight links of falling popularity.
 */
import { createAlias, drawAlias, type AliasTable } from '../random/alias.ts'
import {
  createRandom,
  drawInteger,
  drawLogNormal,
  drawPareto,
  drawPoisson,
  type Random,
} from '../random/random.ts'

const THETA = 0.4
/** Attention below which a story is dropped. */
const FORGOTTEN = 0.04
const WARM_UP = 2 * 86_400
const TAGS = createAlias([0.6, 0.28, 0.12])
const LINKS = createAlias(Array.from({ length: 8 }, (_, i) => 1 / (i + 1)))
const EVERGREEN = createAlias(Array.from({ length: 2000 }, (_, i) => 1 / (i + 1)))

/** Where each kind of object's numbers begin, so that no two are the same. */
export const NUMBERS = {
  evergreenTag: 1 << 27,
  sourceTag: 1 << 28,
  customTag: 1 << 30,
  sourceLink: 1 << 27,
  ownLink: 1 << 28,
  customLink: 0x7000_0000,
} as const

type Story = {
  number: number
  birth: number
  weight: number
  tau: number
}

export type Stories = {
  /** Brings the stories of every group up to the slice that begins at `second`. */
  advance(second: number): void
  /** A hashtag that the group is using now. */
  hashtag(random: Random, group: number): number
  /** A link that the group is sharing now. */
  link(random: Random, group: number): number
}

/** Stories of `groups` interest groups, `perDay` new ones a day in all. */
export function createStories(
  seed: string | number,
  from: number,
  groups: number,
  perDay: number,
): Stories {
  const random = createRandom(`${seed}/stories`)
  const alive: Story[][] = Array.from({ length: groups }, () => [])
  const tables: AliasTable[] = []
  let born = 0
  let upTo = from - WARM_UP
  const advance = (second: number): void => {
    for (let group = 0; group < groups; group++) {
      const count = drawPoisson(random, ((second - upTo) / 86_400) * (perDay / groups))
      for (let i = 0; i < count; i++)
        alive[group]!.push({
          number: born++,
          birth: upTo + random.float() * (second - upTo),
          weight: drawPareto(random, 1.1, 1, 3000),
          tau: drawLogNormal(random, 3600, 1),
        })
      const weights: number[] = []
      alive[group] = alive[group]!.filter((story) => {
        const weight = attention(story, second)
        if (weight > FORGOTTEN) weights.push(weight)
        return weight > FORGOTTEN
      })
      tables[group] = createAlias(weights)
    }
    upTo = second
  }
  const draw = (own: Random, group: number): number => {
    const at = own.float() < 0.7 ? group : drawInteger(own, groups)
    const stories = alive[at]!
    return stories.length === 0 ? -1 : stories[drawAlias(tables[at]!, own)]!.number
  }
  return {
    advance,
    hashtag(own, group) {
      const story = own.float() < 0.6 ? draw(own, group) : -1
      return story < 0
        ? NUMBERS.evergreenTag + drawAlias(EVERGREEN, own)
        : story * 3 + drawAlias(TAGS, own)
    },
    link(own, group) {
      const story = draw(own, group)
      return story < 0 ? 0 : story * 8 + drawAlias(LINKS, own)
    },
  }
}

function attention(story: Story, second: number): number {
  return story.weight * (1 + Math.max(0, second - story.birth) / story.tau) ** -(1 + THETA)
}
