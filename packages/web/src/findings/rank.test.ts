import type { FindingSummary } from '@tocsin/api'
import { expect, test } from 'vitest'
import { listNetworks, sureness } from './rank.ts'

const finding = (id: string, more: Partial<FindingSummary> = {}): FindingSummary => ({
  id,
  kind: 'network',
  title: id,
  trace: 'link',
  accounts: 3,
  score: 0.5,
  firstAt: '2026-10-20T12:00:00.000Z',
  lastAt: '2026-10-20T13:00:00.000Z',
  foundAt: '2026-10-20T14:00:00.000Z',
  ...more,
})

test('a network is one row with its traces, and what chance explains stands apart', () => {
  const { standing, chance } = listNetworks([
    finding('fused', { confidence: 1, q: 0.0001 }),
    finding('links', { confidence: 0.4, q: 0.001, foldsUnder: 'fused' }),
    finding('nothing', { confidence: 0, q: 1 }),
    finding('untested', { foldsUnder: 'nothing' }),
  ])
  expect(standing.map(({ id, alsoBy }) => [id, alsoBy.map((one) => one.id)])).toEqual([
    ['fused', ['links']],
    ['untested', []],
  ])
  expect(chance.map(({ id }) => id)).toEqual(['nothing'])
})

test('a finding that stands comes before any other, one that is explained before one of too little to tell', () => {
  const order = [
    finding('chance', { verdict: 'chance', confidence: 0.29 }),
    finding('little', { verdict: 'untested', confidence: 0.5 }),
    finding('not tested', { verdict: 'untested', score: 1 }),
    finding('explained', { verdict: 'explained', confidence: 0.1 }),
    finding('unsure', { verdict: 'stands', confidence: 0.2 }),
    finding('sure', { verdict: 'stands', confidence: 0.9 }),
  ].sort((a, b) => sureness(b) - sureness(a))
  expect(order.map(({ id }) => id)).toEqual([
    'sure',
    'unsure',
    'explained',
    'little',
    'not tested',
    'chance',
  ])
})

test('the surest stand first, however high another scores, and what was not tested comes last', () => {
  const network = finding('network', { confidence: 1, score: 0.32 })
  const declared = finding('declared', { confidence: 0.1, score: 0.98 })
  const untested = finding('untested', { score: 1 })
  const order = [untested, declared, network].sort((a, b) => sureness(b) - sureness(a))
  expect(order.map(({ id }) => id)).toEqual(['network', 'declared', 'untested'])
})
