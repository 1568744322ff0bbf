import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toActs } from '../../activity/acts.ts'
import { countCoActions } from '../coaction/coaction.ts'
import { countContents } from '../coaction/contents.ts'
import { EDGE } from '../coaction/edges.ts'
import { ActStream, type ActStreamOptions } from './act-stream.ts'
import { CountedNames } from './counted-names.ts'

type Act = {
  object: number
  account: number
  content: number
  time: number
}

/** Edges as the kernel counts them: pair, weight, objects, posts of each side, lags, first and last. */
function recount(acts: readonly Act[], window: number): number[][] {
  if (acts.length === 0) return []
  const column = (name: keyof Act) => Int32Array.from(acts, (act) => act[name])
  const { acts: encoded } = toActs(
    {
      object: column('object'),
      account: column('account'),
      content: column('content'),
      time: Float64Array.from(acts, (act) => act.time),
    },
    {
      objects: Math.max(...acts.map((act) => act.object)) + 1,
      accounts: Math.max(...acts.map((act) => act.account)) + 1,
    },
    { epoch: 0, tick: 1e-6 },
  )
  const count = countCoActions(encoded, window)
  countContents(count, encoded, window)
  const { edges } = count
  return Array.from({ length: edges.size }, (_, e) => [
    edges.a(e),
    edges.b(e),
    edges.value(e, EDGE.weight),
    edges.value(e, EDGE.objects),
    edges.contents[e * 2]!,
    edges.contents[e * 2 + 1]!,
    edges.value(e, EDGE.lagSum),
    edges.value(e, EDGE.lagMin),
    edges.value(e, EDGE.first),
    edges.value(e, EDGE.last),
  ]).sort(byPair)
}

function edgesOf(stream: ActStream, accounts: CountedNames): number[][] {
  return [...stream.history.all('pairs', 1)]
    .map((edge) => {
      const [x, y] = [Number(accounts.name(edge.a)), Number(accounts.name(edge.b))]
      const posts = [edge.contentsA, edge.contentsB]
      if (x > y) posts.reverse()
      const { pairs, objects, lagSum, lagMin, first, last } = edge
      return [Math.min(x, y), Math.max(x, y), pairs, objects, ...posts, lagSum, lagMin, first, last]
    })
    .sort(byPair)
}

const byPair = (x: number[], y: number[]) => x[0]! - y[0]! || x[1]! - y[1]!

const ENDLESS = {
  lateness: Infinity,
  pane: Infinity,
  panes: 1,
  contents: true,
  crowd: Infinity,
}

/** Appends acts as a caller must: too late ones dropped; returns those taken in. */
function play(
  stream: ActStream,
  acts: readonly Act[],
  { lateness }: ActStreamOptions,
  onTaken: (taken: Act[]) => void,
) {
  const taken: Act[] = []
  let newest = -Infinity
  for (const act of acts) {
    if (act.time < newest - lateness) continue
    newest = Math.max(newest, act.time)
    stream.advance(newest)
    stream.append(String(act.account), String(act.object), String(act.content), act.time)
    taken.push(act)
    onTaken(taken)
  }
}

const act = (times: number) =>
  fc
    .record({
      object: fc.nat({ max: 3 }),
      account: fc.nat({ max: 4 }),
      content: fc.nat({ max: 5 }),
      time: fc.nat({ max: times }),
    })
    // A post belongs to one account.
    .map((one) => ({ ...one, content: one.account * 6 + one.content }))

test('after any prefix, in any order of times, the edges are those of a full recount', () => {
  fc.assert(
    fc.property(
      fc.array(act(60), { maxLength: 70 }),
      fc.constantFrom(0, 1, 7, 25, Infinity),
      (acts, window) => {
        const accounts = new CountedNames('accounts')
        const options = { ...ENDLESS, window }
        const stream = new ActStream(options, accounts)
        play(stream, acts, options, (taken) =>
          expect(edgesOf(stream, accounts)).toEqual(recount(taken, window)),
        )
      },
    ),
    { numRuns: 150 },
  )
})

test('with a history, the edges are those of a recount over the panes that are kept', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(act(12), fc.nat({ max: 9 })), { minLength: 20, maxLength: 120 }),
      fc.record({
        window: fc.constantFrom(0, 3, 10),
        lateness: fc.constantFrom(0, 4, 12),
        pane: fc.constantFrom(8, 11, 30),
        more: fc.nat({ max: 3 }),
      }),
      (steps, { window, lateness, pane, more }) => {
        const panes = Math.ceil((window + lateness) / pane) + 1 + more
        const options = { ...ENDLESS, window, lateness, pane, panes }
        const accounts = new CountedNames('accounts')
        const stream = new ActStream(options, accounts)
        let clock = 0
        const acts = steps.map(([one, step]) => ({ ...one, time: (clock += step) + one.time }))
        play(stream, acts, options, (taken) => {
          const newest = Math.max(...taken.map(({ time }) => time))
          const start = (Math.floor(newest / pane) - panes + 1) * pane
          const kept = taken.filter(({ time }) => time >= start)
          expect(edgesOf(stream, accounts)).toEqual(recount(kept, window))
        })
      },
    ),
    { numRuns: 200 },
  )
})

test('a stream taken up from its dump goes on as if it had never stopped', () => {
  fc.assert(
    fc.property(fc.array(act(80), { minLength: 10, maxLength: 60 }), fc.nat(), (acts, at) => {
      const options = { ...ENDLESS, window: 9, lateness: 30, pane: 20, panes: 3 }
      const sorted = acts.toSorted((x, y) => x.time - y.time)
      const cut = at % sorted.length
      const accounts = new CountedNames('accounts')
      const stream = new ActStream(options, accounts)
      play(stream, sorted.slice(0, cut), options, () => {})
      const saved = structuredClone({ accounts: accounts.dump(), stream: stream.dump() })
      const restoredAccounts = CountedNames.restore('accounts', saved.accounts)
      const restored = new ActStream(options, restoredAccounts, saved.stream)
      play(stream, sorted.slice(cut), options, () => {})
      play(restored, sorted.slice(cut), options, () => {})
      expect(edgesOf(restored, restoredAccounts)).toEqual(edgesOf(stream, accounts))
    }),
  )
})

test('what is past remembering leaves nothing behind', () => {
  const options = { ...ENDLESS, window: 10, lateness: 5, pane: 20, panes: 2 }
  const accounts = new CountedNames('accounts')
  const stream = new ActStream(options, accounts)
  for (let time = 0; time < 4000; time++) {
    stream.advance(time)
    stream.append(`account ${time % 700}`, `object ${time >> 2}`, `post ${time}`, time)
  }
  expect(stream.acts).toBeLessThan(30)
  expect(stream.history.size).toBeLessThan(100)
  expect(accounts.size).toBeLessThan(100)
  stream.advance(10_000)
  expect([stream.acts, stream.history.size, accounts.size]).toEqual([0, 0, 0])
})

test('an object that a crowd acts on is left out while the crowd is in its window', () => {
  const options = { ...ENDLESS, window: 10, crowd: 3 }
  const accounts = new CountedNames('accounts')
  const stream = new ActStream(options, accounts)
  const counted = [1, 2, 3, 4, 5, 6].map((account) =>
    stream.append(String(account), 'viral', null, account),
  )
  expect(counted).toEqual([true, true, true, true, false, false])
  expect(stream.append('7', 'viral', null, 100)).toBe(true)
  expect(stream.history.size).toBe(6)
})
