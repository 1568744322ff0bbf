/** Bursts that are no operation: ten kinds of events that bring strangers together, and three open groups. */
import {
  drawDistinct,
  drawExponential,
  drawInteger,
  drawLogNormal,
  type Random,
} from '../../src/random/random.ts'
import { reshare, type HardPost, type Plant } from './posts.ts'
import { DAY, DAYS, pick, sentence, START, type World } from './world.ts'

export type Bursts = {
  readonly posts: HardPost[]
  readonly open: Plant[]
}

type Post = (account: number, time: number, text: string) => HardPost

export function addBursts(world: World, free: number[]): Bursts {
  const bursts: Bursts = { posts: [], open: [] }
  const post: Post = (account, time, text) => {
    const made: HardPost = { account, time: Math.floor(time), text, kind: 'post' }
    bursts.posts.push(made)
    return made
  }
  for (const burst of [
    breakNews,
    playMatch,
    airProgramme,
    sendNewsletter,
    pressButton,
    enterContest,
    signPetition,
    schedule,
  ])
    burst(world, post)
  relayHeadlines(world, free.splice(0, 12), bursts, post)
  followOne(world, free.splice(0, 24), bursts, post, { name: 'press office', gap: 300, times: 3 })
  for (const name of ['fan club', 'other fans'])
    followOne(world, free.splice(0, 30), bursts, post, { name, gap: 1500, times: 1 })
  return bursts
}

function readers({ random, accounts }: World, topic: number, part: number): number[] {
  return accounts.flatMap(({ topics }, a) =>
    random.float() < (topics.includes(topic) ? part : part / 12) ? [a] : [],
  )
}

function moment(random: Random): number {
  return START + random.float() * (DAYS - 1.5) * DAY
}

function link(world: World, topic: number): string {
  return `https://${pick(world.random, world.topics[topic]!.sites)}/${world.fresh()}-${world.fresh()}`
}

function breakNews(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 14; k++) {
    const topic = drawInteger(random, world.topics.length)
    const [at, tag, story] = [moment(random), world.fresh(), link(world, topic)]
    for (const account of readers(world, topic, 0.3)) {
      const text = [
        sentence(world, topic),
        random.float() < 0.7 ? `#${tag}` : '',
        random.float() < 0.5 ? story : '',
      ]
      post(account, at + 300 * ((1 - random.float()) ** -1.2 - 1), text.join(' '))
    }
  }
}

function playMatch(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 6; k++) {
    const topic = drawInteger(random, world.topics.length)
    const [at, tag] = [moment(random), world.fresh()]
    const goals = Array.from({ length: 4 }, () => at + random.float() * 6000)
    for (const account of readers(world, topic, 0.25))
      for (let n = drawInteger(random, 4); n >= 0; n--)
        post(
          account,
          pick(random, goals) + drawLogNormal(random, 25, 0.8),
          `${sentence(world, topic, 5)} #${tag}`,
        )
  }
}

function airProgramme(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 3; k++) {
    const topic = drawInteger(random, world.topics.length)
    const [tag, viewers] = [world.fresh(), readers(world, topic, 0.2)]
    for (let week = 0; week < DAYS / 7; week++)
      for (const account of viewers)
        if (random.float() < 0.6)
          post(
            account,
            START + (7 * week + k + 0.8) * DAY + random.float() * 3600,
            `${sentence(world, topic, 7)} #${tag}`,
          )
  }
}

function sendNewsletter(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 3; k++) {
    const topic = drawInteger(random, world.topics.length)
    const subscribers = readers(world, topic, 0.25)
    for (let day = 0; day < DAYS - 1; day++) {
      const story = link(world, topic)
      for (const account of subscribers)
        if (random.float() < 0.08)
          post(
            account,
            START + (day + 0.3 + 0.1 * k) * DAY + drawLogNormal(random, 1500, 1.1),
            `${sentence(world, topic)} ${story}`,
          )
    }
  }
}

function pressButton(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 40; k++) {
    const topic = drawInteger(random, world.topics.length)
    const text = `${sentence(world, topic, 9)} ${link(world, topic)}`
    const at = moment(random)
    for (const account of readers(world, topic, 0.06))
      post(account, at + drawExponential(random, 20_000), text)
  }
}

function enterContest(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 3; k++) {
    const topic = drawInteger(random, world.topics.length)
    const [at, words] = [moment(random), `${sentence(world, topic, 12)} #${world.fresh()}`]
    for (const account of readers(world, topic, 0.2))
      post(account, at + random.float() * 1.4 * DAY, words)
  }
}

function signPetition(world: World, post: Post): void {
  const { random } = world
  for (let k = 0; k < 3; k++) {
    const topic = drawInteger(random, world.topics.length)
    const [at, words, page] = [moment(random), sentence(world, topic, 14), link(world, topic)]
    for (const account of readers(world, topic, 0.15))
      post(account, at + drawExponential(random, 30_000), `${words} ${page}`)
  }
}

function schedule(world: World, post: Post): void {
  const { random } = world
  for (const account of drawDistinct(random, world.accounts.length, 40)) {
    const topic = world.accounts[account]!.topics[0]!
    for (let n = 0; n < 15; n++) {
      const at = START + drawInteger(random, DAYS * 48) * 1800 + random.float() * 4
      post(account, at, `${sentence(world, topic)} #${pick(random, world.topics[topic]!.tags)}`)
    }
  }
}

function relayHeadlines(world: World, bots: number[], bursts: Bursts, post: Post): void {
  const { random } = world
  for (let n = 0; n < 160; n++) {
    const topic = drawInteger(random, world.topics.length)
    const [at, text] = [
      moment(random),
      `${sentence(world, topic, 9)} ${link(world, topic)} [automated]`,
    ]
    for (const bot of bots)
      if (random.float() < 0.85) post(bot, at + drawExponential(random, 20), text)
  }
  bursts.open.push({ name: 'news bots', style: null, accounts: bots })
}

function followOne(
  world: World,
  [author, ...others]: number[],
  bursts: Bursts,
  post: Post,
  { name, gap, times }: { name: string; gap: number; times: number },
): void {
  const { random } = world
  const topic = world.accounts[author!]!.topics[0]!
  for (let n = 0; n < times * DAYS; n++) {
    const of = post(author!, moment(random), sentence(world, topic))
    for (const account of others)
      if (random.float() < 0.3)
        bursts.posts.push(
          reshare(of, account, Math.floor(of.time + 2 + drawExponential(random, gap)), world),
        )
  }
  bursts.open.push({ name, style: null, accounts: [author!, ...others] })
}
