import { describe, expect, test } from 'vitest'
import { nearWords } from './near-words.ts'
import { propose, type ProposalOptions, type Proposals } from './proposals.ts'
import { saidTexts } from './said-texts.ts'

type Post = { account: number; time: number; text: string }

const HOUR = 3600
const OPTIONS: ProposalOptions = { alike: 0.2, within: 7 * 24 * HOUR, least: 3, crowd: 50 }

/** Words that nothing else uses, so that only the two texts of a thing are alike. */
const thing = (k: number) =>
  [`har${k}`, `lan${k}`, `orc${k}`, `sai${k}`].map((word) => word.slice(-6))

/** Two texts with a thing's words in two orders, and others around them. */
function rewritten(k: number): [string, string] {
  const words = thing(k)
  return [
    `${words.join(' ')} seen by everybody near midnight`,
    `yesterday ${words.toReversed().join(' as well as ')}`,
  ]
}

async function proposed(list: readonly Post[], options = OPTIONS): Promise<Proposals> {
  const posts = {
    count: list.length,
    account: Int32Array.from(list, ({ account }) => account),
    time: Int32Array.from(list, ({ time }) => time),
  }
  const said = saidTexts(posts, (post) => list[post]!.text)
  const from = Float64Array.from(said.posts, ([first]) => posts.time[first!]!)
  const until = from.map((time) => time + options.within)
  const near = await nearWords({ texts: said.plain, from, until }, options.alike)
  return propose(posts, said, near, 1, options)
}

/** `meetings` things that two accounts each said, `lag` seconds apart. */
function dealings(accounts: [number, number], lag: number, meetings: number, from: number): Post[] {
  return Array.from({ length: meetings }, (_, k) => {
    const [one, other] = rewritten(accounts[0] * 1000 + k)
    const time = from + k * 7 * HOUR
    return [
      { account: accounts[0], time, text: one },
      { account: accounts[1], time: time + lag, text: other },
    ]
  }).flat()
}

describe('accounts that keep saying the same in other words', () => {
  test('come by how soon after each other they say it, not by how often', async () => {
    const { proposals } = await proposed([
      ...dealings([0, 1], 30 * HOUR, 12, 0),
      ...dealings([2, 3], 20 * HOUR, 12, 900),
      ...dealings([4, 5], 50, 6, 1800),
    ])
    expect(proposals.map(({ accounts, meetings, lag }) => [...accounts, meetings, lag])).toEqual([
      [4, 5, 6, 50],
      expect.arrayContaining([12]),
      expect.arrayContaining([12]),
    ])
    expect(proposals[0]!.surprise).toBeGreaterThan(4)
    expect(proposals[2]!.surprise).toBeLessThan(1)
  })

  test('need so many meetings, each with a text of its own', async () => {
    const twice = dealings([0, 1], 60, 2, 0)
    const again = { ...twice[1]!, time: twice[1]!.time + 500 }
    expect((await proposed([...twice, again])).proposals).toEqual([])
    expect((await proposed(dealings([0, 1], 60, 3, 0))).proposals).toHaveLength(1)
  })

  test('are not proposed for what they say more than so long after each other, or to themselves', async () => {
    const late = dealings([0, 1], 2 * HOUR, 4, 0)
    expect((await proposed(late, { ...OPTIONS, within: HOUR })).proposals).toEqual([])
    const alone = dealings([0, 1], 60, 4, 0).map((post) => ({ ...post, account: 0 }))
    expect((await proposed(alone)).proposals).toEqual([])
  })
})
