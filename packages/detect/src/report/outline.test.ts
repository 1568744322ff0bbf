import { expect, test } from 'vitest'
import type { NetworkFinding } from '../coordination/network-finding.ts'
import type { Trace } from '../activity/trace.ts'
import { outlineFindings } from './outline.ts'

const finding = (trace: Trace, accounts: string) =>
  ({ trace, members: [...accounts].map((account) => ({ account })) }) as unknown as NetworkFinding
const told = (findings: NetworkFinding[]) =>
  outlineFindings(findings).map(({ number, finding, isPart }) => [
    number,
    finding.trace,
    finding.members.map(({ account }) => account).join(''),
    isPart,
  ])

test('what one trace shows of a network is told as a part of it, in its place', () => {
  expect(
    told([
      finding('hashtag', 'abc'),
      finding('link', 'xyz'),
      finding('fused', 'abcdef'),
      finding('text', 'dex'),
      finding('fused', 'mno'),
    ]),
  ).toEqual([
    ['1', 'fused', 'abcdef', false],
    ['1.1', 'hashtag', 'abc', true],
    ['1.2', 'text', 'dex', true],
    ['2', 'link', 'xyz', false],
    ['3', 'fused', 'mno', false],
  ])
})

test('half the accounts make no part', () => {
  expect(
    told([finding('link', 'abxy'), finding('fused', 'abc')]).map(([number]) => number),
  ).toEqual(['1', '2'])
})
