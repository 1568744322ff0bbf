import type { TargetState } from '@tocsin/api'
import { expect, test } from 'vitest'
import { whoActs } from './who-acts.ts'

test('nobody is said to act before the office has said who acts', () => {
  const said = (state: TargetState) => whoActs({ state, acknowledgedBy: 'Head' })
  expect(['waiting', 'overdue', 'told'].map((state) => said(state as TargetState))).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect([said('understood'), said('acted')]).toEqual(['Head', 'Head'])
})
