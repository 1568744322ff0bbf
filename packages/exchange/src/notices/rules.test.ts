import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alsoOwed,
  countStates,
  decideAcknowledgement,
  decideEscalation,
  decideHandedOver,
  decideUndeliverable,
  isOutside,
  isUnserved,
  stateAt,
  type Standing,
} from './rules.ts'

const STATES = ['waiting', 'told', 'understood', 'acted', 'overdue', 'unreachable'] as const
const anyState = fc.constantFrom(...STATES)
const anyStep = fc.constantFrom('told', 'understood', 'acted')

function standing(state: Standing['state'], rank = 0, dueAt?: Date): Standing {
  return { state, rank, dueAt }
}

/** A county in its state, and a township whose clerk is told with the county's. */
const FACTS = new Map(
  (
    [
      ['12', ['US', '12'], 'chief-official', null],
      ['12095', ['US', '12', '12095'], 'clerk', '12'],
      ['12086', ['US', '12', '12086'], 'clerk', '12'],
      ['13', ['US', '13'], 'chief-official', null],
      ['13121', ['US', '13', '13121'], 'clerk', '13'],
      ['1312100001', ['US', '13', '13121', '1312100001'], 'clerk', '13121'],
    ] as const
  ).map(([id, lineage, accountable, toldWith]) => [
    id,
    { id, kind: 'place', lineage, accountable, toldWith },
  ]),
)

describe('who is owed the same word', () => {
  test('telling a county owes its state once, whatever the number of counties', () => {
    const owed = alsoOwed(
      [
        { jurisdiction: '12095', role: 'clerk' },
        { jurisdiction: '12086', role: 'clerk' },
        { jurisdiction: '13121', role: 'clerk' },
        { jurisdiction: '13', role: 'chief-official' },
      ],
      FACTS,
    )
    expect(owed).toEqual([
      { jurisdiction: '12', kind: 'place', role: 'chief-official', rule: 'told-with-place-above' },
    ])
  })

  test('an IT contact of the state does not stand in for its chief official', () => {
    const owed = alsoOwed(
      [
        { jurisdiction: '12095', role: 'clerk' },
        { jurisdiction: '12', role: 'it' },
      ],
      FACTS,
    )
    expect(owed).toHaveLength(1)
  })

  test('a township owes its county and, through the county, the state', () => {
    const owed = alsoOwed([{ jurisdiction: '1312100001', role: 'clerk' }], FACTS)
    expect(owed.map(({ jurisdiction, role }) => `${jurisdiction} ${role}`)).toEqual([
      '13 chief-official',
      '13121 clerk',
    ])
  })

  test('a place lies outside an office unless it is its own or stands below it', () => {
    const county = { jurisdiction: '13121', role: 'clerk' as const }
    expect(isOutside('13', county, FACTS)).toBe(false)
    expect(isOutside('13121', county, FACTS)).toBe(false)
    expect(isOutside('12', county, FACTS)).toBe(true)
    expect(isOutside('1312100001', county, FACTS)).toBe(true)
    expect(isOutside(undefined, county, FACTS)).toBe(true)
  })
})

describe('a clock that ran out', () => {
  test('asks the next contact while there is one, then shows that nobody is left', () => {
    expect(decideEscalation(standing('waiting', 0), 2)).toEqual({ next: 1, state: 'overdue' })
    expect(decideEscalation(standing('overdue', 1), 2)).toEqual({
      next: undefined,
      state: 'overdue',
    })
  })

  test('never takes back that somebody was told', () => {
    expect(decideEscalation(standing('told', 0), 2).state).toBe('told')
    expect(decideUndeliverable(standing('told', 1), 2, 0).state).toBe('told')
  })

  test('an office whose last contact cannot be mailed is unreachable', () => {
    expect(decideUndeliverable(standing('waiting', 1), 2, 0)).toEqual({
      next: undefined,
      state: 'unreachable',
    })
  })

  test('an office of which one contact was asked and did not answer is overdue, not unreachable', () => {
    expect(decideUndeliverable(standing('waiting', 1), 2, 1).state).toBe('overdue')
  })

  test('a clock starts when the mail to the contact whose turn it is was handed over, and once', () => {
    const due = new Date('2026-10-01T13:00:00.000Z')
    const start = decideHandedOver(standing('waiting', 0), {
      rank: 0,
      closed: false,
      due,
      kind: 'notice',
    })
    expect(start.dueAt).toEqual(due)
    const later = {
      rank: 0,
      closed: false,
      due: new Date(due.getTime() + 1),
      kind: 'notice',
    } as const
    expect(decideHandedOver(start, later)).toEqual(start)
    for (const mail of [
      { rank: 1, closed: false, due, kind: 'notice' },
      { rank: 0, closed: true, due, kind: 'notice' },
    ] as const)
      expect(decideHandedOver(standing('waiting', 0), mail).dueAt).toBeUndefined()
  })

  test('an office that a late mail reaches after all is unreachable no more', () => {
    const due = new Date('2026-10-01T13:00:00.000Z')
    expect(
      decideHandedOver(standing('unreachable', 1), { rank: 0, closed: false, due, kind: 'notice' }),
    ).toEqual({
      state: 'waiting',
      rank: 0,
      dueAt: due,
    })
  })
})

describe('acknowledgements', () => {
  test('only ever move an office forward, and repeating one changes nothing', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyStep, { maxLength: 8 }), (start, steps) => {
        const order = ['told', 'understood', 'acted']
        let state: Standing['state'] = start
        for (const step of steps) {
          const next = decideAcknowledgement(state, step, 'notice')
          if (next) expect(order.indexOf(next)).toBeGreaterThan(order.indexOf(state))
          state = next ?? state
          expect(decideAcknowledgement(state, step, 'notice')).toBeUndefined()
        }
      }),
    )
  })

  test('being told is not enough to be served, but for a test of reachability, which asks no more', () => {
    const unserved = (kind: 'notice' | 'reachability') =>
      STATES.filter((state) => isUnserved(state, kind))
    expect(unserved('notice')).toEqual(['waiting', 'told', 'overdue', 'unreachable'])
    expect(unserved('reachability')).toEqual(['waiting', 'overdue', 'unreachable'])
    expect(decideAcknowledgement('waiting', 'acted', 'reachability')).toBe('told')
    expect(decideAcknowledgement('told', 'acted', 'reachability')).toBeUndefined()
  })
})

describe('coverage', () => {
  test('an office whose clock ran out counts as overdue before anything worked it through', () => {
    const due = new Date('2026-10-01T12:00:00Z')
    expect(stateAt(standing('waiting', 0, due), new Date('2026-10-01T11:59:59Z'))).toBe('waiting')
    expect(stateAt(standing('waiting', 0, due), due)).toBe('overdue')
  })

  test('counts add up to the number of offices', () => {
    fc.assert(
      fc.property(fc.array(anyState), (states) => {
        const counts = countStates(states)
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(states.length)
      }),
    )
  })
})
