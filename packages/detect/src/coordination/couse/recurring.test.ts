import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { createRandom } from '../../random/random.ts'
import { STRONG } from './accounts.ts'
import { findRecurring, joinRecurring } from './recurring.ts'
import type { PairSurprise } from './surprise.ts'
import { poolUses } from './uses.ts'

const ACCOUNTS = 400
const DAY = 86_400

/** Uses of links, and whatever posts carry them; a post for every use unless it is told. */
type Use = [object: number, account: number, time: number, post?: number]

/** Strangers, each of whom uses thirty of many links. */
function strangers(): Use[] {
  const random = createRandom('strangers')
  return Array.from({ length: ACCOUNTS * 30 }, (_, k) => [
    Math.floor(3000 * random.float() ** 2),
    Math.floor(k / 30),
    random.float() * 20 * DAY,
  ])
}

/** From day to day another link, used by `who(k)` within the hour. */
function things(count: number, who: (k: number) => readonly number[]): Use[] {
  return Array.from({ length: count }, (_, k) =>
    who(k).map((account, i): Use => [3000 + k, account, (k + 0.4) * DAY + i * 250]),
  ).flat()
}

/** Every two of `tied` met twice and surprise little; strangers would have met `expected` times, of 60 meetings each. */
function recurring(uses: readonly Use[], tied: readonly number[], expected = 0.2) {
  const columns = {
    object: Int32Array.from(uses, ([object]) => object),
    account: Int32Array.from(uses, ([, account]) => account),
    time: Float64Array.from(uses, ([, , time]) => Math.floor(time)),
    content: Int32Array.from(uses, ([, , , post], k) => post ?? k),
  }
  const sizes = { objects: 3100, accounts: ACCOUNTS }
  const { acts } = toActs(columns, sizes, { epoch: 0, tick: 1 })
  const pairs = tied.flatMap((b, k) => tied.slice(0, k).map((a) => [a, b] as const))
  const nats = (value: number) => new Float32Array(pairs.length).fill(value)
  const surprise: PairSurprise = {
    size: pairs.length,
    a: Int32Array.from(pairs, ([a]) => a),
    b: Int32Array.from(pairs, ([, b]) => b),
    all: nats(2.5),
    fast: nats(0),
    talk: nats(0),
    met: new Int32Array(pairs.length),
    expected: nats(0),
  }
  const affinity = { expected: nats(expected), met: new Float64Array(ACCOUNTS).fill(60) }
  return {
    surprise,
    groups: findRecurring(poolUses(new Map([['link', acts]]), 1), surprise, affinity, 0.05),
  }
}

const GROUP = Array.from({ length: 16 }, (_, k) => 20 * k)
/** Two of three members and some strangers. */
const inTurn = (k: number): number[] => [
  ...GROUP.filter((_, i) => (i + k) % 3 > 0),
  ...[1, 2, 3, 4].map((i) => 20 * ((i + k) % 19) + 7),
]

test('a set that meets in changing parts at one thing after the other is found, though each two seldom meet', () => {
  const { groups } = recurring([...strangers(), ...things(8, inTurn)], GROUP)
  expect([...groups[0]!.members]).toEqual(GROUP)
  expect(groups[0]!.q).toBeLessThan(1e-3)
})

test('nobody is found where those who are tied meet no more often than strangers like them', () => {
  expect(recurring(strangers(), GROUP).groups).toEqual([])
  const { groups } = recurring([...strangers(), ...things(8, inTurn)], GROUP, 4)
  expect(groups).toEqual([])
})

test('the busy, who make most of all uses, are at everything and no group', () => {
  const random = createRandom('busy')
  const busy = Array.from({ length: 60_000 }, (_, k): Use => [
    Math.floor(3000 * random.float()),
    GROUP[k % GROUP.length]!,
    random.float() * 20 * DAY,
  ])
  expect(recurring([...strangers(), ...busy, ...things(8, inTurn)], GROUP).groups).toEqual([])
})

test('two friends whom now one and now another joins are a pair and no group', () => {
  const friends = (k: number): number[] => [GROUP[0]!, GROUP[1]!, GROUP[2 + (k % 4)]!]
  expect(recurring([...strangers(), ...things(16, friends)], GROUP.slice(0, 6)).groups).toEqual([])
})

test('who is tied to the members and rarely there is not taken in', () => {
  const guest = 399
  const who = (k: number): number[] => [...inTurn(k), ...(k < 2 ? [guest] : [])]
  const { groups } = recurring([...strangers(), ...things(8, who)], [...GROUP, guest])
  expect(groups.some(({ members }) => members.includes(GROUP[0]!))).toBe(true)
  expect(groups.some(({ members }) => members.includes(guest))).toBe(false)
})

test('what the same posts carry is one thing', () => {
  const once = things(1, () => GROUP)
  const carried = [0, 1, 2, 3, 4, 5].flatMap((object) =>
    once.map(([, account, time], i): Use => [3050 + object, account, time, 20_000 + i]),
  )
  expect(recurring([...strangers(), ...carried], GROUP).groups).toEqual([])
})

test('members take the q of their group if it is smaller, and the pairs among them are tied', () => {
  const { surprise, groups } = recurring([...strangers(), ...things(8, inTurn)], GROUP)
  const q = new Float64Array(ACCOUNTS).fill(1)
  q[GROUP[0]!] = 0
  joinRecurring(q, surprise, groups)
  expect([...q.keys()].filter((account) => q[account]! <= 0.05)).toEqual(GROUP)
  expect(q[GROUP[0]!]).toBe(0)
  expect(Math.min(...surprise.all)).toBe(STRONG)
})
