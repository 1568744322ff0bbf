import type { Target, TargetState } from '@tocsin/api'
import { expect, test } from 'vitest'
import {
  countStates,
  describeCounts,
  groupTargets,
  mostPressing,
  needsAction,
  stateOf,
} from './coverage.ts'

function target(jurisdiction: string, state: TargetState): Target {
  return {
    id: `${jurisdiction} ${state}`,
    jurisdiction,
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

test('a state shows its most pressing office, counties included', () => {
  const byState = groupTargets(TARGETS, stateOf)
  expect(mostPressing(byState.get('39')!)).toBe('overdue')
  expect(mostPressing(byState.get('13')!)).toBe('told')
  expect(mostPressing([])).toBeUndefined()
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
