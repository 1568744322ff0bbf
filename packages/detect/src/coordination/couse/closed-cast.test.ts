import { expect, test } from 'vitest'
import { createRandom, drawDistinct, drawInteger } from '../../random/random.ts'
import { findClosedCasts } from './closed-cast.ts'

const DAY = 86_400

type Thread = { readonly speakers: readonly number[]; readonly at: number; readonly gap?: number }

/** Casts at one in twenty, from threads in which each speaker answers the one before after `gap` seconds. */
function castsOf(threads: readonly Thread[]) {
  const account: number[] = []
  const time: number[] = []
  const parents: number[] = []
  for (const { speakers, at, gap = 40 } of threads)
    for (const [turn, speaker] of speakers.entries()) {
      parents.push(turn === 0 ? -1 : account.length - 1)
      account.push(speaker)
      time.push(at + turn * gap)
    }
  const casts = findClosedCasts({ account, time, tick: 1 }, Int32Array.from(parents), 'seed')
  return casts.filter(({ p }) => p <= 0.05)
}

/** Three thousand people, some of whom talk in pairs and trios, at any time of the day, some again and again. */
function everybody(seed: string): Thread[] {
  const random = createRandom(seed)
  return Array.from({ length: 250 }, () => {
    const circle = drawDistinct(random, 3000, 2 + drawInteger(random, 2))
    return Array.from({ length: 1 + drawInteger(random, 3) }, () => ({
      speakers: Array.from(
        { length: 3 + drawInteger(random, 3) },
        (_, k) => circle[k % circle.length]!,
      ),
      at: random.float() * 20 * DAY,
    }))
  }).flat()
}

const CAST = [3000, 3001, 3002, 3003, 3004, 3005, 3006, 3007]

/** Some of the cast in each of twelve threads, and now and then a stranger. */
function staged(gap?: number): Thread[] {
  const random = createRandom('staged')
  return Array.from({ length: 12 }, (_, k) => ({
    speakers: [
      ...drawDistinct(random, CAST.length, 4).map((member) => CAST[member]!),
      ...(k % 6 === 0 ? [k] : []),
    ],
    at: random.float() * 20 * DAY,
    ...(gap === undefined ? {} : { gap }),
  }))
}

test('a cast that speaks in changing parts and only with itself stands among people who talk in pairs and trios', () => {
  const casts = castsOf([...everybody('some'), ...staged()])
  expect([...new Set(casts.flatMap(({ members }) => [...members]))]).toEqual(CAST)
  expect(casts[0]!.p).toBeLessThanOrEqual(0.01)
})

test('people who talk in pairs and trios are no cast, nor are the members where they answer slowly', () => {
  expect(castsOf(everybody('some'))).toEqual([])
  expect(castsOf([...everybody('some'), ...staged(600)])).toEqual([])
})

test('a set that talks among itself and as much with everybody else is as closed as chance would have it', () => {
  const random = createRandom('open')
  const open = CAST.flatMap((member) =>
    Array.from({ length: 8 }, () => ({
      speakers: [member, ...drawDistinct(random, 3000, 2), member],
      at: random.float() * 20 * DAY,
    })),
  )
  expect(castsOf([...everybody('some'), ...staged(), ...open])).toEqual([])
})

test('where anybody talks with anybody, one file in twenty at most has a cast at one in twenty', () => {
  const files = Array.from({ length: 40 }, (_, k) => {
    const random = createRandom(`anybody ${k}`)
    const threads = Array.from({ length: 70 }, () => ({
      speakers: drawDistinct(random, 60, 3),
      at: random.float() * 20 * DAY,
    }))
    return castsOf(threads)
  })
  expect(files.filter((casts) => casts.length > 0).length).toBeLessThanOrEqual(5)
})

test('the same posts give the same casts', () => {
  const threads = [...everybody('some'), ...staged()]
  expect(castsOf(threads)).toEqual(castsOf(threads))
})
