import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceLineage, type NamedNetwork } from './lineage.ts'

const names = (text: string) => [...text]
const born = (...groups: string[]): NamedNetwork[] => {
  const members = groups.map(names)
  const { ids } = traceLineage([], members, 'first')
  return members.map((some, k) => ({ id: ids[k]!, members: some }))
}

describe('a network keeps its name', () => {
  test('as it grows, shrinks or changes members', () => {
    const [old] = born('abcd')
    const after = (members: string) => traceLineage([old!], [names(members)], 'later')
    expect(after('abcdxyz')).toEqual({
      ids: [old!.id],
      events: [{ event: 'grew', id: old!.id, joined: names('xyz'), left: [] }],
    })
    expect(after('abc').events).toEqual([{ event: 'shrank', id: old!.id, joined: [], left: ['d'] }])
    expect(after('abcx').events).toEqual([
      { event: 'changed', id: old!.id, joined: ['x'], left: ['d'] },
    ])
    expect(after('abcd')).toEqual({ ids: [old!.id], events: [] })
  })

  test('when it splits: the larger part keeps the name, the other tells where it came from', () => {
    const [old] = born('abcdefgh')
    const { ids, events } = traceLineage([old!], [names('fgh'), names('abcde')], 'later')
    expect(ids[1]).toBe(old!.id)
    expect(ids[0]).not.toBe(old!.id)
    expect(events).toContainEqual({
      event: 'split',
      id: ids[0],
      other: old!.id,
      joined: names('fgh'),
      left: [],
    })
    expect(events).toContainEqual({ event: 'shrank', id: old!.id, joined: [], left: names('fgh') })
  })

  test('when two merge: the larger gives the name, the other tells where it went', () => {
    const [large, small] = born('abcde', 'xyz')
    const { ids, events } = traceLineage([large!, small!], [names('abcdexyz')], 'later')
    expect(ids).toEqual([large!.id])
    expect(events).toContainEqual({
      event: 'merged',
      id: small!.id,
      other: large!.id,
      joined: [],
      left: names('xyz'),
    })
  })
})

test('a network with no like before is born, one with no like after has ended', () => {
  const [old] = born('abc')
  const { ids, events } = traceLineage([old!], [names('xyz')], 'later')
  expect(events.map(({ event, id }) => [event, id]).sort()).toEqual(
    [
      ['born', ids[0]],
      ['ended', old!.id],
    ].sort(),
  )
})

test('the same members born at another moment have another name', () => {
  expect(traceLineage([], [names('abc')], 'x').ids).not.toEqual(
    traceLineage([], [names('abc')], 'y').ids,
  )
})

const partition = fc
  .array(fc.nat({ max: 5 }), { minLength: 12, maxLength: 12 })
  .map((groups) =>
    [...new Set(groups)].map((group) =>
      names('abcdefghijkl').filter((_, k) => groups[k] === group),
    ),
  )

test('names are given once, old names go on, and the order of the networks does not matter', () => {
  fc.assert(
    fc.property(partition, partition, fc.nat(), (first, second, turn) => {
      const { ids } = traceLineage([], first, 'one')
      const before = first.map((members, k) => ({ id: ids[k]!, members }))
      const lineage = traceLineage(before, second, 'two')
      expect(new Set(lineage.ids).size).toBe(second.length)
      const accounted = new Set([...lineage.ids, ...lineage.events.map(({ id }) => id)])
      for (const { id } of before) expect(accounted).toContain(id)
      const by = turn % second.length
      const turned = [...second.slice(by), ...second.slice(0, by)]
      const again = traceLineage(before.toReversed(), turned, 'two')
      expect(again.events).toEqual(lineage.events)
    }),
  )
})
