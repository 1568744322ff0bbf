/** Operations in seventeen styles: members live ordinarily and act together a few times. */
import { drawDistinct, drawExponential, drawInteger } from '../../src/random/random.ts'
import { reshare, type HardPost, type Plant } from './posts.ts'
import { DAY, DAYS, pick, sentence, START, type World } from './world.ts'

type Deed = {
  readonly world: World
  /** Who takes part, in order. */
  readonly members: readonly number[]
  readonly at: number
  readonly topic: number
  /** Seconds that the style takes. */
  readonly jitter: number
  readonly posts: HardPost[]
}

type Style = {
  readonly jitter: [number, number]
  readonly part: number
  readonly act: (deed: Deed) => void
}

const write = (
  { posts }: Deed,
  account: number,
  time: number,
  text: string,
  of?: HardPost,
): HardPost => {
  const made: HardPost = {
    account,
    time: Math.floor(time),
    text,
    kind: of === undefined ? 'post' : 'reply',
    of,
  }
  posts.push(made)
  return made
}

const spread = (deed: Deed, account: (member: number, time: number) => void): void => {
  for (const member of deed.members)
    account(member, deed.at + deed.world.random.float() * deed.jitter)
}

const address = ({ random, topics, fresh }: World, topic: number): string =>
  `https://${pick(random, topics[topic]!.sites)}/${fresh()}-${fresh()}`

function shareLink(deed: Deed): void {
  const page = address(deed.world, deed.topic)
  spread(deed, (member, time) =>
    write(deed, member, time, `${sentence(deed.world, deed.topic)} ${page}`),
  )
}

function shareTag(deed: Deed): void {
  const tag = deed.world.fresh()
  spread(deed, (member, time) =>
    write(deed, member, time, `${sentence(deed.world, deed.topic)} #${tag}`),
  )
}

function copyText(deed: Deed): void {
  const text = sentence(deed.world, deed.topic, 14)
  spread(deed, (member, time) => write(deed, member, time, text))
}

function paraphrase(deed: Deed): void {
  const { world, topic } = deed
  const words = sentence(world, topic, 18).split(' ')
  spread(deed, (member, time) => {
    const own = words.map((word) => (world.random.float() < 0.3 ? sentence(world, topic, 1) : word))
    write(deed, member, time, own.join(' '))
  })
}

function repeatOne(deed: Deed): void {
  const [first, ...rest] = deed.members
  const of = write(deed, first!, deed.at, sentence(deed.world, deed.topic))
  for (const member of rest)
    deed.posts.push(
      reshare(
        of,
        member,
        Math.floor(deed.at + 3 + deed.world.random.float() * deed.jitter),
        deed.world,
      ),
    )
}

function relay(deed: Deed): void {
  const page = address(deed.world, deed.topic)
  deed.members.forEach((member, k) =>
    write(
      deed,
      member,
      deed.at + k * deed.jitter * (0.7 + 0.6 * deed.world.random.float()),
      `${sentence(deed.world, deed.topic)} ${page}`,
    ),
  )
}

function followLeader(deed: Deed): void {
  const page = address(deed.world, deed.topic)
  deed.members.forEach((member, k) =>
    write(
      deed,
      member,
      deed.at + (k === 0 ? 0 : drawExponential(deed.world.random, deed.jitter)),
      `${sentence(deed.world, deed.topic)} ${page}`,
    ),
  )
}

/** A closed cast that answers each other in turn, in words of its own. */
function talk(deed: Deed): void {
  const { world, topic, members } = deed
  let of: HardPost | undefined
  let time = deed.at
  for (let turn = 0; turn < 3 + drawInteger(world.random, 4); turn++) {
    of = write(deed, members[turn % members.length]!, time, sentence(world, topic), of)
    time += 20 + drawExponential(world.random, deed.jitter)
  }
}

function launder(deed: Deed): void {
  const { world, topic } = deed
  const [page, headline] = [address(world, topic), sentence(world, topic, 10)]
  spread(deed, (member, time) => {
    const own =
      world.random.float() < 0.5
        ? `https://${world.fresh()}.example/${world.fresh()}`
        : `${page}?utm_source=${world.fresh()}`
    write(deed, member, time, `${headline} ${own}`)
  })
}

function tagSeries(deed: Deed): void {
  const { world, topic } = deed
  const series = drawDistinct(world.random, 10, 4).map((k) => `#${world.topics[topic]!.tags[k]!}`)
  spread(deed, (member, time) =>
    write(deed, member, time, `${sentence(world, topic)} ${series.join(' ')}`),
  )
}

function attack(deed: Deed): void {
  const { world, topic } = deed
  const target = drawInteger(world.random, world.accounts.length)
  const of = write(deed, target, deed.at - 600, sentence(world, topic))
  spread(deed, (member, time) => write(deed, member, time, sentence(world, topic, 6), of))
}

function anything(deed: Deed): void {
  pick(deed.world.random, [shareLink, shareTag, copyText, repeatOne])(deed)
}

const STYLES: Readonly<Record<string, Style>> = {
  'co-link': { jitter: [10, 60], part: 0.75, act: shareLink },
  'co-hashtag': { jitter: [10, 60], part: 0.75, act: shareTag },
  'copy-paste': { jitter: [10, 60], part: 0.75, act: copyText },
  paraphrase: { jitter: [60, 1000], part: 0.75, act: paraphrase },
  'reshare-ring': { jitter: [20, 40], part: 0.75, act: repeatOne },
  relay: { jitter: [60, 500], part: 0.75, act: relay },
  'follow-leader': { jitter: [120, 400], part: 0.75, act: followLeader },
  'slow-drip': { jitter: [20_000, 50_000], part: 0.75, act: shareLink },
  rotating: { jitter: [20, 60], part: 0.33, act: shareLink },
  camouflage: { jitter: [20, 60], part: 0.75, act: anything },
  dialogue: { jitter: [30, 60], part: 0.5, act: talk },
  mercenary: { jitter: [10, 60], part: 0.6, act: anything },
  'creation-burst': { jitter: [300, 1000], part: 0.75, act: shareLink },
  laundering: { jitter: [100, 300], part: 0.75, act: launder },
  'hashtag-sequence': { jitter: [7000, 30_000], part: 0.75, act: tagSeries },
  'night-shift': { jitter: [5000, 7000], part: 0.75, act: shareLink },
  'reply-attack': { jitter: [300, 1500], part: 0.75, act: attack },
}
export const STYLE_NAMES = Object.keys(STYLES)

/** Members an operation of this style may have. */
export function drawSize({ random }: World, style: string): number {
  return style === 'rotating' ? 24 + drawInteger(random, 10) : 5 + drawInteger(random, 14)
}

/** Adds an operation to `posts`; its members are accounts that live ordinarily beside it. */
export function operate(
  world: World,
  name: string,
  style: string,
  accounts: number[],
  posts: HardPost[],
): Plant {
  const { random } = world
  const { jitter, part, act } = STYLES[style]!
  const topic = world.accounts[accounts[0]!]!.topics[0]!
  const acts = Math.round((7 + drawInteger(random, 6)) * (part < 0.5 ? 2 : 1))
  const [from, to] = jitter
  const pace = from + random.float() * (to - from)
  const born = START - Math.floor(200 * random.float()) * DAY
  if (style === 'creation-burst')
    for (const account of accounts)
      world.accounts[account]!.created = born + drawInteger(random, 7200)
  const first = START + random.float() * 5 * DAY
  const days = 6 + random.float() * (DAYS - 13)
  for (let k = 0; k < acts; k++) {
    const day = Math.floor(first + random.float() * days * DAY)
    const hour = style === 'night-shift' ? 1 + 3 * random.float() : 24 * random.float()
    const at = day - (day % DAY) + hour * 3600
    const members = drawDistinct(random, accounts.length, accounts.length).filter(
      () => random.float() < part,
    )
    if (members.length < 2) continue
    act({ world, members: members.map((m) => accounts[m]!), at, topic, jitter: pace, posts })
  }
  return { name, style, accounts }
}
