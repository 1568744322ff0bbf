import { expect, test } from 'vitest'
import type { NetworkFinding } from '../coordination/network-finding.ts'
import { compareRuns, type ComparedRun } from './comparison.ts'

const network = (name: string, accounts: string, changes: Partial<NetworkFinding> = {}) =>
  ({
    network: name,
    trace: 'fused',
    q: 0.01,
    verdict: 'stands',
    members: [...accounts].map((account) => ({ account })),
    membersTotal: accounts.length,
    parameters: { window: 60, everyScale: true, minWeight: 5, minMembers: 3 },
    ...changes,
  }) as unknown as NetworkFinding
const run = (...findings: NetworkFinding[]): ComparedRun => {
  const source = { to: '2026-10-01T00:00:00Z', columns: { account: 'user' } }
  return { findings, source: source as unknown as ComparedRun['source'] }
}

test('networks that came, went, grew and stayed are told, whatever names the second file gives them', () => {
  const before = run(network('one', 'abcd'), network('two', 'mnop'), network('three', 'xyz'))
  const after = run(network('A', 'abcdefg'), network('B', 'rstu'), network('C', 'xyz'))
  const { networks } = compareRuns(before, after)
  const told = networks.map(({ event, network, before, after }) => [event, network, before, after])
  expect(told).toEqual([
    ['grew', 'one', 4, 7],
    ['born', 'B', 0, 4],
    ['same', 'three', 3, 3],
    ['ended', 'two', 4, 0],
  ])
  expect(networks[0]).toMatchObject({ joined: ['e', 'f', 'g'], left: [] })
})

test('an account that is in another network than before has moved, also where its network split or merged', () => {
  const before = run(network('one', 'abcdef'), network('two', 'uvwx'))
  const after = run(network('A', 'abcd'), network('B', 'efuvwx'))
  expect(compareRuns(before, after).moves).toEqual([
    { account: 'e', before: 'one', after: 'two' },
    { account: 'f', before: 'one', after: 'two' },
  ])
  const merged = compareRuns(before, run(network('A', 'abcdefuvwx')))
  expect(merged.networks.map(({ event, network, other }) => [event, network, other])).toEqual([
    ['grew', 'one', null],
    ['merged', 'two', 'one'],
  ])
})

test('what chance explains is not compared, a change of verdict is told, and a network of one trace can become one of all', () => {
  const before = run(
    network('one', 'abcd', { trace: 'text' }),
    network('two', 'mnop', { verdict: 'chance', q: 1 }),
  )
  const after = run(network('A', 'abcd', { verdict: 'explained' }))
  expect(compareRuns(before, after).networks).toMatchObject([
    { event: 'same', network: 'one', verdictBefore: 'stands', verdictAfter: 'explained' },
  ])
})

test('runs that were made otherwise are said to be unlike', () => {
  const one = run(network('one', 'abcd'))
  const parameters = { ...one.findings[0]!.parameters, everyScale: undefined }
  const windowed = run(network('A', 'abcd', { parameters } as unknown as Partial<NetworkFinding>))
  expect(compareRuns(one, one).unlike).toEqual([])
  expect(compareRuns(one, windowed).unlike).toEqual([
    'time was judged: at all time scales at once before, within 60 s after',
  ])
})
