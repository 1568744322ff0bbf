import { DuckDBInstance } from '@duckdb/node-api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { cheapestWay, countCoActions } from './coaction.ts'
import { EDGE } from './edges.ts'
import { countContents } from './contents.ts'

type Row = {
  object: number
  account: number
  content: number
  time: number
}

/** The same count in SQL, by a self join that does materialise every pair. */
async function countInSql(rows: Row[], window: number) {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run('create table r(i int, object int, account int, content int, time bigint)')
  for (let i = 0; i < rows.length; i += 1000) {
    const values = rows
      .slice(i, i + 1000)
      .map((r, k) => `(${i + k},${r.object},${r.account},${r.content},${r.time})`)
    await connection.run(`insert into r values ${values.join()}`)
  }
  const limit = Number.isFinite(window) ? `and abs(x.time - y.time) <= ${window}` : ''
  const result = await connection.runAndReadAll(`
    select x.account a, y.account b, count(*) weight, count(distinct x.object) objects,
      count(distinct x.content) contents_a, count(distinct y.content) contents_b,
      sum(abs(x.time - y.time)) lag_sum, min(abs(x.time - y.time)) lag_min,
      min(least(x.time, y.time)) earliest, max(greatest(x.time, y.time)) latest
    from r x join r y on x.object = y.object and x.account < y.account ${limit}
    group by all order by all`)
  return result.getRows().map((row) => row.map(Number))
}

function countHere(rows: Row[], window: number) {
  const accounts = Math.max(...rows.map((r) => r.account)) + 1
  const objects = Math.max(...rows.map((r) => r.object)) + 1
  const { acts } = toActs(
    {
      object: Int32Array.from(rows, (r) => r.object),
      account: Int32Array.from(rows, (r) => r.account),
      content: Int32Array.from(rows, (r) => r.content),
      time: Int32Array.from(rows, (r) => r.time),
    },
    { objects, accounts },
    { epoch: 0, tick: 1 },
  )
  const count = countCoActions(acts, window)
  countContents(count, acts, window)
  const e = count.edges
  return Array.from({ length: e.size }, (_, k) => [
    e.a(k),
    e.b(k),
    e.value(k, EDGE.weight),
    e.value(k, EDGE.objects),
    e.contents[k * 2]!,
    e.contents[k * 2 + 1]!,
    e.value(k, EDGE.lagSum),
    e.value(k, EDGE.lagMin),
    e.value(k, EDGE.first),
    e.value(k, EDGE.last),
  ]).sort((x, y) => x[0]! - y[0]! || x[1]! - y[1]!)
}

const row = (objects: number, accounts: number, contents: number, times: number) =>
  fc
    .tuple(
      fc.nat({ max: objects - 1 }),
      fc.nat({ max: accounts - 1 }),
      fc.nat({ max: contents - 1 }),
      fc.nat({ max: times }),
    )
    // A post belongs to one account: give each account its own range of posts.
    .map(([object, account, content, time]) => ({
      object,
      account,
      content: account * contents + content,
      time,
    }))

describe('the co-action kernel agrees with an independent count in SQL', () => {
  test('on small random inputs, for windows from zero to unlimited', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row(4, 5, 6, 40), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(0, 1, 5, 17, Infinity),
        async (rows, window) => {
          expect(countHere(rows, window)).toEqual(await countInSql(rows, window))
        },
      ),
      { numRuns: 60 },
    )
  })

  test.each([
    ['a viral object in a narrow window', 1, 30, 40, 20_000, 60],
    ['a viral object of a few accounts in a wide window', 1, 6, 200, 20_000, 4_000],
    ['a viral object in an unlimited window', 1, 25, 40, 20_000, Infinity],
    ['several large objects and posts with several objects', 5, 20, 30, 3_000, 120],
    ['many accounts that act once or twice', 2, 700, 1, 20_000, 300],
  ])('on %s', async (_, objects, accounts, contents, times, window) => {
    const rows = fc.sample(row(objects, accounts, contents, times), { numRuns: 1_500, seed: 11 })
    expect(countHere(rows, window)).toEqual(await countInSql(rows, window))
  })
})

test('an object that only one account touched gives no edge', () => {
  const rows = [0, 1, 2].map((k) => ({ object: 0, account: 0, content: k, time: k }))
  expect(countHere(rows, Infinity)).toEqual([])
})

test('large objects are counted the cheapest way, and each way is the cheapest of some object', () => {
  const ways = [
    cheapestWay(100, { accounts: 100, presences: 100 }, 100),
    cheapestWay(150e6, { accounts: 5000, presences: 140e6 }, 1e6),
    cheapestWay(30e6, { accounts: 300_000, presences: 1e6 }, 400_000),
    cheapestWay(2e10, { accounts: 5000, presences: 2.5e9 }, 1e6),
  ]
  expect(ways).toEqual(['pairs', 'account', 'counters', 'blocks'])
})
