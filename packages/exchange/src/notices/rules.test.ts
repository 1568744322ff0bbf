import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alsoOwed,
  countStates,
  decideAcknowledgement,
  decideEscalation,
  decideUndeliverable,
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

describe('who is owed the same word', () => {
  test('telling a county owes its state once, whatever the number of counties', () => {
    const owed = alsoOwed([
      { jurisdiction: '12095', role: 'clerk' },
      { jurisdiction: '12086', role: 'clerk' },
      { jurisdiction: '13121', role: 'clerk' },
      { jurisdiction: '13', role: 'chief-official' },
    ])
    expect(owed).toEqual([
      { jurisdiction: '12', role: 'chief-official', rule: 'state-told-with-county' },
    ])
  })

  test('an IT contact of the state does not stand in for its chief official', () => {
    const owed = alsoOwed([
      { jurisdiction: '12095', role: 'clerk' },
      { jurisdiction: '12', role: 'it' },
    ])
    expect(owed).toHaveLength(1)
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
    expect(decideUndeliverable(standing('told', 1), 2).state).toBe('told')
  })

  test('an office whose last contact cannot be mailed is unreachable', () => {
    expect(decideUndeliverable(standing('waiting', 1), 2)).toEqual({
      next: undefined,
      state: 'unreachable',
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
          const next = decideAcknowledgement(state, step)
          if (next) expect(order.indexOf(next)).toBeGreaterThan(order.indexOf(state))
          state = next ?? state
          expect(decideAcknowledgement(state, step)).toBeUndefined()
        }
      }),
    )
  })

  test('being told is not enough to be served', () => {
    expect(STATES.filter(isUnserved)).toEqual(['waiting', 'told', 'overdue', 'unreachable'])
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
