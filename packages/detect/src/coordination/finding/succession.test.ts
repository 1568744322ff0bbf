import { expect, test } from 'vitest'
import type { DetectionResult } from '../network-finding.ts'
import type { Trace } from '../../activity/trace.ts'
import { continueNetworks, type PreviousFinding } from './succession.ts'

const found = (trace: Trace, id: string, accounts: string): PreviousFinding => ({
  id,
  trace,
  members: [...accounts].map((account) => ({ account })),
})
const run = (to: string, ...findings: PreviousFinding[]) =>
  ({ source: { to }, findings, changes: null }) as unknown as DetectionResult

test('over successive runs a network keeps its name, in each trace on its own', () => {
  const first = continueNetworks(
    run('monday', found('link', '1', 'abcd'), found('text', '2', 'abcd')),
    [],
  )
  expect(first.changes!.map(({ event }) => event)).toEqual(['born', 'born'])
  const [links, texts] = first.findings.map(({ network }) => network)
  expect(links).not.toBe(texts)
  const second = continueNetworks(
    run('tuesday', found('link', '3', 'abcdef'), found('link', '4', 'xyz')),
    first.findings,
  )
  expect(second.findings[0]!.network).toBe(links)
  expect(second.changes!.map(({ event, id }) => [event, id]).sort()).toEqual(
    [
      ['born', second.findings[1]!.network],
      ['ended', texts],
      ['grew', links],
    ].sort(),
  )
})

test('findings that had no name yet give their id', () => {
  const now = continueNetworks(run('today', found('link', '5', 'abc')), [
    found('link', 'finding-1', 'abc'),
  ])
  expect(now.findings[0]!.network).toBe('finding-1')
  expect(now.changes).toEqual([])
})
