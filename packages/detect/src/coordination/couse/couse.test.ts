import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toActs, type Acts } from '../../activity/acts.ts'
import { createRandom, drawExponential } from '../../random/random.ts'
import { poissonTail } from '../significance/tail.ts'
import { scoreCoUse } from './couse.ts'
import { normalTail } from './empirical-null.ts'
import { surpriseOf } from './surprise.ts'
import { measurePresence } from './traits.ts'

const STRANGERS = 400
const GROUP = 10
const DAYS = 14

/** Strangers who use things of heavy-tailed popularity, and a group whose twenty links nobody else has. */
function toLinks(seed: string, lag: number | null): Acts {
  const random = createRandom(seed)
  const object: number[] = []
  const account: number[] = []
  const time: number[] = []
  const add = (o: number, a: number, at: number): void => {
    object.push(o)
    account.push(a)
    time.push(Math.floor(at))
  }
  for (let a = 0; a < STRANGERS + GROUP; a++)
    for (let k = 0; k < 30; k++)
      add(Math.floor(2000 * random.float() ** 3), a, random.float() * DAYS * 86_400)
  for (let link = 0; lag !== null && link < 20; link++) {
    const at = random.float() * (DAYS - 3) * 86_400
    for (let a = 0; a < GROUP; a++)
      add(2000 + link, STRANGERS + a, at + drawExponential(random, lag))
  }
  const columns = {
    object: Int32Array.from(object),
    account: Int32Array.from(account),
    time: Int32Array.from(time),
    content: Int32Array.from(object.keys()),
  }
  const sizes = { objects: 2020, accounts: STRANGERS + GROUP }
  return toActs(columns, sizes, { epoch: 1_700_000_000, tick: 1 }).acts
}

async function score(acts: Acts) {
  const activity = new Float64Array(acts.accounts)
  for (const account of acts.account) activity[account]!++
  const at = Float64Array.from(acts.time, (ticks) => acts.epoch + ticks)
  const presence = measurePresence(acts.account, at, acts.accounts)
  const profiles = { ...presence, strata: [] }
  const input = { traces: new Map([['link' as const, acts]]), activity, profiles }
  return scoreCoUse(input, { rate: 0.05, seed: 1, breathe: () => Promise.resolve() })
}

test.each([10, 300, 3600, 3 * 3600])(
  'ten accounts that share twenty things no one else has are found at a lag of %i s, and nobody else',
  async (lag) => {
    const { q } = await score(toLinks(`lag ${lag}`, lag))
    const found = [...q.keys()].filter((account) => q[account]! <= 0.05)
    expect(found.filter((account) => account >= STRANGERS).length).toBeGreaterThanOrEqual(9)
    expect(found.filter((account) => account < STRANGERS)).toEqual([])
  },
  60_000,
)

test('among strangers nobody is found', async () => {
  for (let seed = 0; seed < 4; seed++) {
    const { q } = await score(toLinks(`strangers ${seed}`, null))
    expect([...q].filter((rate) => rate <= 0.05)).toEqual([])
  }
}, 60_000)

test('the same acts give the same scores', async () => {
  const [first, second] = [await score(toLinks('twice', 600)), await score(toLinks('twice', 600))]
  expect(second.z).toEqual(first.z)
})

test('surprise is the tail of a Poisson count where there is no overdispersion, and less where there is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.double({ min: 0.01, max: 10, noNaN: true }),
      (count, mean) => {
        const poisson = -Math.log(poissonTail(count, mean))
        expect(surpriseOf(count, mean, 1e-7)).toBeCloseTo(poisson, 3)
        if (count > 2 * mean + 2) expect(surpriseOf(count, mean, 0.5)).toBeLessThan(poisson)
      },
    ),
  )
})

test('the tail of the normal is right in its middle and far out', () => {
  expect(normalTail(0)).toBeCloseTo(0.5, 12)
  expect(normalTail(1.959963985)).toBeCloseTo(0.025, 9)
  expect(normalTail(-1)).toBeCloseTo(0.8413447461, 9)
  expect(normalTail(8) / 6.220960574e-16).toBeCloseTo(1, 6)
})
