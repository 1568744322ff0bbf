import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { createRandom, drawInteger } from '../../random/random.ts'
import { measurePresence } from './traits.ts'
import { scoreCoUse } from './couse.ts'

const DAY = 86_400
const READERS = 400
const TOPICS = 8

/** Readers of eight topics with forty links each, and so many who share one link, once, on one day. */
function readersAnd(passers: number) {
  const random = createRandom('one thing once')
  const rows: { object: number; account: number; time: number }[] = []
  for (let act = 0; act < 14_000; act++) {
    const account = Math.floor(random.float() ** 2 * READERS)
    const object = (account % TOPICS) * 40 + Math.floor(random.float() ** 2 * 40)
    rows.push({ object, account, time: drawInteger(random, 7 * DAY) })
  }
  for (let k = 0; k < passers; k++)
    rows.push({ object: 320, account: READERS + k, time: 2 * DAY + drawInteger(random, DAY) })
  const column = (pick: (row: (typeof rows)[number]) => number) => Int32Array.from(rows, pick)
  const columns = {
    object: column(({ object }) => object),
    account: column(({ account }) => account),
    time: column(({ time }) => time),
    content: Int32Array.from(rows.keys()),
  }
  const accounts = READERS + passers
  const { acts } = toActs(columns, { objects: 321, accounts }, { epoch: 0, tick: 1 })
  const activity = new Float64Array(accounts)
  for (const account of acts.account) activity[account]!++
  const presence = measurePresence(acts.account, Float64Array.from(acts.time), accounts)
  const profiles = { ...presence, strata: [] }
  return { traces: new Map([['link' as const, acts]]), activity, profiles }
}

test.each([0, 20_000])(
  'readers of like interests stand out no more beside %i who share one thing once',
  async (passers) => {
    const breathe = () => Promise.resolve()
    const { q, pairs } = await scoreCoUse(readersAnd(passers), { rate: 0.05, seed: 1, breathe })
    expect(pairs.size).toBeGreaterThan(1000)
    expect([...q].filter((value) => value <= 0.05)).toEqual([])
  },
)
