import type { Target, TargetState } from '@tocsin/api'
import { expect, test } from 'vitest'
import {
  choosePlace,
  countStates,
  describeCounts,
  describePlace,
  groupTargets,
  isNextTurn,
  mostPressing,
  describePaint,
  needsAction,
  nextAct,
  personOf,
  paintOf,
} from './coverage.ts'

function target(jurisdiction: string, state: TargetState): Target {
  return {
    id: `${jurisdiction} ${state}`,
    jurisdiction,
    lineage: ['US', jurisdiction.slice(0, 2), jurisdiction].slice(
      0,
      jurisdiction.length === 2 ? 2 : 3,
    ),
    place: jurisdiction,
    role: 'clerk',
    state,
    attempt: 1,
  }
}

const TARGETS = [
  target('39', 'acted'),
  target('39049', 'overdue'),
  target('39035', 'understood'),
  target('13', 'told'),
]

test('a state is painted by its own office; one silent county is a mark on it, not its colour', () => {
  const ohio = groupTargets(TARGETS, 1).get('39')!
  expect(paintOf(ohio, '39')).toEqual({ state: 'acted', pressingInside: 1 })
  expect(describePaint('Ohio', ohio, '39')).toBe('Ohio: 1 acted. Inside: 1 overdue, 1 understood')
  expect(paintOf([], '39')).toEqual({ state: undefined, pressingInside: 0 })
})

test('a state that was not asked itself is painted by what most of its counties are', () => {
  const counties = [
    target('39001', 'told'),
    target('39003', 'told'),
    target('39005', 'unreachable'),
  ]
  expect(paintOf(counties, '39')).toEqual({ state: 'told', pressingInside: 1 })
  expect(paintOf(counties.slice(1), '39').state).toBe('unreachable')
})

test('an answer of the IT lead does not paint a place whose official is silent', () => {
  const it: Target = { ...target('39', 'acted'), role: 'it' }
  expect(paintOf([it, target('39', 'waiting')], '39').state).toBe('waiting')
  expect(paintOf([it], '39').state).toBe('acted')
})

test('the time to answer of an office that is late is said to be the next contact’s', () => {
  const dueAt = '2026-10-20T05:36:00.000Z'
  const late = { ...target('39049', 'overdue'), dueAt, overdueSince: dueAt, attempt: 2 }
  expect(isNextTurn(late)).toBe(false)
  const asked = { ...late, overdueSince: '2026-10-20T04:36:00.000Z' }
  expect(isNextTurn(asked)).toBe(true)
  expect(nextAct(asked, false)).toMatch(
    /^Call the office yourself.*The next contact has until 20 Oct/,
  )
  expect(nextAct(late, false)).not.toContain('until')
})

test('who acts is said once an office has said it, not of whoever answered or is asked', () => {
  const head = { acknowledgedBy: 'Head' }
  expect(personOf({ ...target('39', 'told'), ...head })).toEqual(['Answered by', 'Head'])
  expect(personOf({ ...target('39', 'understood'), ...head })).toEqual(['Who acts', 'Head'])
  expect(personOf({ ...target('39', 'waiting'), contact: 'Clerk' })).toEqual([
    'Whose turn',
    'Clerk',
  ])
})

test('no next contact is promised where it is not known that there is one', () => {
  expect(nextAct(target('39', 'waiting'), false)).toContain('if there is one')
})

test('silence is more pressing than any answer', () => {
  expect(mostPressing([target('1', 'acted'), target('2', 'waiting')])).toBe('waiting')
  expect(mostPressing([target('1', 'unreachable'), target('2', 'overdue')])).toBe('unreachable')
})

test('counts are told in words, the worst first, and nothing is called not addressed', () => {
  expect(describeCounts(countStates(TARGETS))).toBe('1 overdue, 1 acted, 1 understood, 1 told')
  expect(describeCounts(countStates([]))).toBe('not addressed')
})

test('only overdue and unreachable offices need somebody to act', () => {
  expect(needsAction(TARGETS).map((one) => one.jurisdiction)).toEqual(['39049'])
})

test('a place chosen again gives way to its state, and a state to the whole map', () => {
  expect(choosePlace(undefined, ['39'])).toEqual(['39'])
  expect(choosePlace(['39'], ['39', '39049'])).toEqual(['39', '39049'])
  expect(choosePlace(['39', '39049'], ['39', '39035'])).toEqual(['39', '39035'])
  expect(choosePlace(['39', '39049'], ['39', '39049'])).toEqual(['39'])
  expect(choosePlace(['39'], ['39'])).toBeUndefined()
})

test('every state of an office says what can be done next, and a closed notice asks for nothing', () => {
  const states = ['waiting', 'told', 'understood', 'acted', 'overdue', 'unreachable'] as const
  const acts = states.map((state) => nextAct(target('39049', state), false))
  expect(new Set(acts).size).toBe(states.length)
  expect(nextAct(target('39049', 'overdue'), true)).toBe('Nothing: the notice is closed.')
})

test('a chosen place is told with its office, who is accountable, its state and the next act', () => {
  const one = { ...target('39049', 'overdue'), contact: 'Deputy' }
  expect(describePlace('Franklin County', [one], '39049', false)).toBe(
    'Franklin County. Clerk, whose turn: Deputy: Overdue. Call the office yourself: nobody there answered in time.',
  )
  expect(describePlace('Adams', [one], '39001', false)).toBe(
    'Adams: no office of its own was addressed.',
  )
})
