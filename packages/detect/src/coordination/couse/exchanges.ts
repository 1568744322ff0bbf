/** Exchanges: posts that answer each other within two minutes each, three at least, and who speaks in them after whom. */
import type { Spoken } from './turns.ts'

/** Seconds within which a turn follows. */
const QUICK = 120
const LEAST_POSTS = 3
const DAY = 86_400

/** A speaker is an account within one exchange; accounts are numbered anew. */
export type Exchanges = {
  /** The number of each account in the input. */
  readonly names: Int32Array
  /** Of each speaker. */
  readonly account: Int32Array
  readonly exchange: Int32Array
  /** Seconds since the clock's midnight at which the speaker's exchange begins. */
  readonly hour: Float64Array
  /** Links between speakers who follow each other, or have one between them; an answer to a first post only if it goes on. */
  readonly from: Int32Array
  readonly to: Int32Array
}

export function gatherExchanges(spoken: Spoken, parents: Int32Array): Exchanges {
  const { account, time, tick } = spoken
  const before = quickAnswers(spoken, parents)
  const { first, posts, isAnswered } = followTurns(before)
  const speakers = new Map<string, number>()
  const numbers = new Map<number, number>()
  const columns = { account: [] as number[], exchange: [] as number[], hour: [] as number[] }
  const speakerOf = (post: number): number => {
    const [exchange, name] = [first[post]!, account[post]!]
    const key = `${exchange} ${name}`
    let speaker = speakers.get(key)
    if (speaker !== undefined) return speaker
    speakers.set(key, (speaker = speakers.size))
    if (!numbers.has(name)) numbers.set(name, numbers.size)
    columns.account.push(numbers.get(name)!)
    columns.exchange.push(exchange)
    columns.hour.push((time[exchange]! * tick) % DAY)
    return speaker
  }
  const links: [number, number][] = []
  for (let post = 0; post < before.length; post++) {
    const answered = before[post]!
    if (answered < 0 || posts[first[post]!]! < LEAST_POSTS) continue
    if (before[answered]! < 0 && isAnswered[post] === 0) continue
    links.push([speakerOf(post), speakerOf(answered)])
    if (before[answered]! >= 0) links.push([speakerOf(post), speakerOf(before[answered]!)])
  }
  return {
    names: Int32Array.from(numbers.keys()),
    account: Int32Array.from(columns.account),
    exchange: Int32Array.from(columns.exchange),
    hour: Float64Array.from(columns.hour),
    from: Int32Array.from(links, ([one]) => one),
    to: Int32Array.from(links, ([, other]) => other),
  }
}

/** The post that each answers within the time of a turn, another account's; -1 for none. */
function quickAnswers({ account, time, tick }: Spoken, parents: Int32Array): Int32Array {
  return Int32Array.from({ length: account.length }, (_, post) => {
    const answered = parents[post]!
    if (answered < 0 || answered >= account.length || account[answered] === account[post]) return -1
    const lag = (time[post]! - time[answered]!) * tick
    return lag >= 0 && lag <= QUICK ? answered : -1
  })
}

/** The first post of each one's exchange, how many are in it, and which are answered quickly. */
function followTurns(before: Int32Array) {
  const first = Int32Array.from(before, (_, post) => {
    let at = post
    for (let steps = 0; before[at]! >= 0 && steps < before.length; steps++) at = before[at]!
    return at
  })
  const posts = new Int32Array(before.length)
  const isAnswered = new Uint8Array(before.length)
  for (let post = 0; post < before.length; post++) {
    posts[first[post]!]!++
    if (before[post]! >= 0) isAnswered[before[post]!] = 1
  }
  return { first, posts, isAnswered }
}
