import { expect, test } from 'vitest'
import type { NetworkFinding } from '../coordination/network-finding.ts'
import { chanceWords, chanceWordsOfAll } from './expected-by-chance.ts'

type Changes = { everyScale?: true; window?: number | null; trace?: NetworkFinding['trace'] }

const JUDGED: Changes = { everyScale: true, window: 60 }
const finding = (rates: readonly (number | null)[], changes: Changes = JUDGED) => {
  const { trace = 'fused', ...parameters } = changes
  const members = rates.map((q, k) => ({ account: `account ${k}`, q }))
  return { trace, members, membersTotal: rates.length, parameters } as unknown as NetworkFinding
}
const forty = Array.from({ length: 40 }, (_, k) => (k === 0 ? 0.05 : 0.001))

test('a number of found accounts stands beside how many of them chance gives', () => {
  expect(chanceWords(finding(forty))).toBe(
    'of these 40 accounts about 2 are expected to be there by chance',
  )
  expect(chanceWords(finding([0.04, 1e-9, 1e-9]))).toBe(
    'of these 3 accounts fewer than one is expected to be there by chance',
  )
})

test('nothing is said of chance where q was not measured, where the window was too wide for it, or where some members do not stand', () => {
  expect(chanceWords(finding([0.01, null]))).toBeNull()
  expect(chanceWords(finding([0.01, 0.3]))).toBeNull()
  expect(chanceWords(finding([0.01], { window: 60 }))).not.toBeNull()
  expect(chanceWords(finding([0.01], { window: 3600 }))).toBeNull()
  expect(chanceWords(finding([0.01], { window: null }))).toBeNull()
})

test('over all networks an account counts once, those beyond the rate do not, and a single trace tells only where nothing tells all', () => {
  const both = [
    finding(forty),
    finding([...forty, 0.2]),
    finding([0.001], { ...JUDGED, trace: 'link' }),
  ]
  expect(chanceWordsOfAll(both)).toContain('of these 40 accounts about 2 are')
  const single = finding(forty, { ...JUDGED, trace: 'link' })
  expect(chanceWordsOfAll([single])).toContain('of these 40 accounts')
  expect(chanceWordsOfAll([])).toBeNull()
})
