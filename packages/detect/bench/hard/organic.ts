/**
 * Ordinary life: what accounts write, link to, repeat and answer by interest. Stories and tags are shared
 * because they are new and their topic is common, authors because they are popular, friends because they are friends.
 */
import { drawExponential, drawInteger, drawPareto } from '../../src/random/random.ts'
import { reshare, type HardPost } from './posts.ts'
import { DAY, DAYS, drawTime, pick, sentence, START, type World } from './world.ts'

type Story = {
  readonly time: number
  readonly link: string
  readonly headline: string
  readonly pull: number
}

const RECENT = 1.5 * DAY
const LATEST = 12

export function liveOrdinarily(world: World): HardPost[] {
  const { random, accounts } = world
  const stories = world.topics.map((_, topic) => tellStories(world, topic))
  const latest: HardPost[][] = accounts.map(() => [])
  const moments = accounts.flatMap((account, a) =>
    Array.from({ length: account.posts }, () => ({ a, time: drawTime(random, account) })),
  )
  const posts = chatAmongFriends(world)
  for (const { a, time } of moments.sort((x, y) => x.time - y.time || x.a - y.a)) {
    const { friends, follows } = accounts[a]!
    const draw = random.float()
    const circle = draw < 0.25 ? follows : random.float() < 0.45 ? friends : follows
    const of =
      draw < 0.45 && circle.length > 0
        ? recentOf(latest[pick(random, circle)]!, time, random.float())
        : undefined
    const topic = pick(random, accounts[a]!.topics)
    if (of === undefined)
      posts.push({
        account: a,
        time,
        kind: 'post',
        text: compose(world, topic, stories[topic]!, time),
      })
    else if (draw < 0.25) posts.push(reshare(of, a, time, world))
    else
      posts.push({
        account: a,
        time,
        kind: 'reply',
        of,
        text: sentence(world, topic, 4 + drawInteger(random, 8)),
      })
    const made = posts.at(-1)!
    if (made.kind === 'reshare') continue
    latest[a]!.push(made)
    if (latest[a]!.length > LATEST) latest[a]!.shift()
  }
  return posts
}

/** Friends who answer each other at once, some pairs and trios again and again. */
function chatAmongFriends(world: World): HardPost[] {
  const { random, accounts } = world
  const posts: HardPost[] = []
  for (const [a, account] of accounts.entries()) {
    if (account.friends.length === 0 || random.float() > 0.15) continue
    const circle = [
      a,
      ...Array.from({ length: 1 + drawInteger(random, 2) }, () => pick(random, account.friends)),
    ]
    for (let chats = 1 + Math.floor(drawExponential(random, 2)); chats > 0; chats--) {
      let time = drawTime(random, account)
      let of: HardPost | undefined
      for (let turn = 0; turn < 2 + drawInteger(random, 5); turn++) {
        const text = sentence(world, pick(random, account.topics), 4 + drawInteger(random, 8))
        of = {
          account: circle[turn % circle.length]!,
          time,
          kind: of === undefined ? 'post' : 'reply',
          of,
          text,
        }
        posts.push(of)
        time += Math.floor(20 + drawExponential(random, 120))
      }
    }
  }
  return posts
}

function recentOf(posts: readonly HardPost[], time: number, draw: number): HardPost | undefined {
  const recent = posts.filter((post) => time - post.time < RECENT)
  return recent[recent.length - 1 - Math.floor(recent.length * draw ** 2)]
}

function tellStories(world: World, topic: number): Story[] {
  const { random } = world
  return Array.from({ length: 6 * DAYS }, () => ({
    time: START + random.float() * DAYS * DAY,
    link: `https://${pick(random, world.topics[topic]!.sites)}/${world.fresh()}-${world.fresh()}`,
    headline: sentence(world, topic, 9),
    pull: drawPareto(random, 1.1, 1, 60),
  })).sort((x, y) => x.time - y.time)
}

function compose(world: World, topic: number, stories: readonly Story[], time: number): string {
  const { random } = world
  const parts = [sentence(world, topic)]
  if (random.float() < 0.3) {
    const story = random.float() < 0.7 ? newest(stories, time, random.float()) : undefined
    if (story === undefined) parts.push(`https://${world.fresh()}.example/${world.fresh()}`)
    else {
      if (random.float() < 0.25) parts[0] = story.headline
      parts.push(story.link)
    }
  }
  const tags = random.float() < 0.35 ? 1 + Math.min(3, Math.floor(drawExponential(random, 1))) : 0
  for (let k = 0; k < tags; k++)
    parts.push(`#${world.topics[topic]!.tags[Math.floor(10 * random.float() ** 1.5)]!}`)
  return parts.join(' ')
}

/** A story of the last day and a half, newer and stronger ones likelier. */
function newest(stories: readonly Story[], time: number, draw: number): Story | undefined {
  const open = stories.filter((story) => story.time <= time && time - story.time < RECENT)
  const weights = open.map((story) => story.pull * Math.exp((story.time - time) / (DAY / 3)))
  let at = draw * weights.reduce((sum, weight) => sum + weight, 0)
  return open.find((_, k) => (at -= weights[k]!) < 0)
}
