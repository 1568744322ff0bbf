import fc from 'fast-check'
import { expect, test } from 'vitest'
import { becameOf, quietFor, type Naming } from './rules.ts'

const DAY = 86_400_000
const day = (count: number) => new Date(Date.UTC(2026, 0, 1) + count * DAY)
const naming = (released: number, more: Partial<Naming> = {}): Naming => ({
  releasedAt: day(released),
  recalledAt: undefined,
  correctedAt: undefined,
  endsAt: undefined,
  ...more,
})

test('a release that was taken back is that, whatever else became of it', () => {
  const all = { recalledAt: day(5), correctedAt: day(3), endsAt: day(2) }
  expect([1, 2, 4, 6].map((at) => becameOf(naming(0, all), day(at)))).toEqual([
    'standing',
    'ended',
    'corrected',
    'withdrawn',
  ])
})

test('the quiet after a withdrawal lasts until something else that stands names the same', () => {
  const withdrawn = naming(0, { recalledAt: day(10) })
  expect(quietFor(withdrawn, [withdrawn], day(30))).toBe(20 * DAY)
  const before = naming(5)
  expect(quietFor(withdrawn, [withdrawn, before], day(300))).toBe(0)
  // What stood beside it ends, and the quiet counts from the withdrawal, since nobody knew of either.
  const ended = naming(5, { recalledAt: day(25) })
  expect(quietFor(withdrawn, [withdrawn, ended], day(45))).toBe(35 * DAY)
  const later = naming(25)
  expect(quietFor(withdrawn, [withdrawn, later], day(300))).toBe(15 * DAY - 1)
})

test('what stands is never quiet, nor what is undone only later', () => {
  expect(quietFor(naming(0), [], day(400))).toBeUndefined()
  expect(quietFor(naming(0, { recalledAt: day(10) }), [], day(9))).toBeUndefined()
})

test('quiet never shrinks, whatever is released, taken back or corrected later', () => {
  const some = fc
    .tuple(fc.nat(60), fc.option(fc.nat(60)), fc.option(fc.nat(60)), fc.option(fc.nat(60)))
    .map(([from, recalled, corrected, ends]) =>
      naming(from, {
        recalledAt: recalled === null ? undefined : day(from + recalled),
        correctedAt: corrected === null ? undefined : day(from + corrected),
        endsAt: ends === null ? undefined : day(from + ends),
      }),
    )
  /** What anybody could know at an instant: later acts are not done yet. */
  const knownAt = (all: readonly Naming[], now: Date) =>
    all.map((one) => ({
      ...one,
      recalledAt: one.recalledAt && one.recalledAt <= now ? one.recalledAt : undefined,
      correctedAt: one.correctedAt && one.correctedAt <= now ? one.correctedAt : undefined,
    }))
  fc.assert(
    fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), (all) => {
      const spans = Array.from({ length: 130 }, (_, at) => {
        const known = knownAt(all, day(at)).filter(({ releasedAt }) => releasedAt <= day(at))
        const first = known.find(({ releasedAt }) => +releasedAt === +all[0]!.releasedAt)
        return first === undefined ? -1 : (quietFor(first, known, day(at)) ?? -1)
      })
      expect(spans).toEqual(spans.toSorted((a, b) => a - b))
    }),
  )
})
