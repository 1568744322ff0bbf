import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import type { NetworkFinding } from '../../coordination/network-finding.ts'
import { toStixBundle } from './bundle.ts'
import type { StixObject } from './network-to-stix.ts'

const AT = '2026-10-01T12:00:00.000Z'
const network = (name: string, accounts: string[], changes: Partial<NetworkFinding> = {}) =>
  ({
    network: name,
    trace: 'fused',
    summary: `Accounts of ${name} in step`,
    score: 0.5,
    q: 0.01,
    confidence: 0.8,
    verdict: 'explained',
    explainedBy: 'scheduler',
    members: accounts.map((account) => ({ account, score: 1, posts: 2, matched: 2, q: 0.01 })),
    membersTotal: accounts.length,
    edges: [],
    edgesTotal: 0,
    evidence: [],
    evidenceTotal: 0,
    techniques: [{ id: 'T0049.002', name: 'Flood Existing Hashtag' }],
    caveats: [],
    parameters: { trace: 'fused', window: 21_600, everyScale: true, minWeight: 5 },
    ...changes,
  }) as unknown as NetworkFinding
const IDENTITY = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--311b2d2d-f010-4473-83ec-1edf84858f4c',
  created: AT,
  modified: AT,
  name: 'Desk',
} satisfies StixObject
const facts = { at: new Date(AT), platform: 'telegram' }
const objectsOf = (bundle: StixObject) => (bundle['objects'] ?? []) as StixObject[]

test('networks are one valid bundle in which an account and a technique stand once, and how each network stands is told', () => {
  const findings = [network('one', ['a', 'b', 'c']), network('two', ['c', 'd'])]
  const { bundle } = toStixBundle({ findings }, { ...facts, identity: IDENTITY })
  const objects = objectsOf(bundle)
  for (const object of objects)
    expect(validate(object).faults.filter(({ level }) => level === 'must')).toEqual([])
  const count = (type: string) => objects.filter((object) => object.type === type).length
  expect(['identity', 'user-account', 'attack-pattern', 'grouping'].map(count)).toEqual([
    1, 4, 1, 2,
  ])
  for (const object of objects)
    if (object.type === 'grouping') expect(object['created_by_ref']).toBe(IDENTITY.id)
  const said = objects.find((object) => object['abstract'] === 'How this was found')!['content']
  expect(said).toContain('judged at all time scales at once; what is shown lies within 6 h')
  expect(said).toContain('How it stands: Innocently explained (scheduler).')
  expect(said).toContain('of these 3 accounts fewer than one is expected to be there by chance')
})

test('nobody is named who was not given, and what chance explains is left out and said', () => {
  const findings = [
    network('one', ['a', 'b']),
    network('two', ['c', 'd'], { verdict: 'chance', q: 1 }),
  ]
  const { bundle, dropped } = toStixBundle({ findings }, { ...facts, identity: null })
  for (const object of objectsOf(bundle)) {
    expect(object).not.toHaveProperty('created_by_ref')
    expect(validate(object).faults.filter(({ level }) => level === 'must')).toEqual([])
  }
  expect(objectsOf(bundle).filter(({ type }) => type === 'grouping')).toHaveLength(1)
  expect(dropped).toContain('who found it: no identity was given')
  expect(dropped).toContain('1 networks that chance explains')
  const nothing = toStixBundle({ findings: [] }, { ...facts, identity: null })
  expect(nothing.bundle).not.toHaveProperty('objects')
})
