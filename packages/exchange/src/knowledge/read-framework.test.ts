import { expect, test } from 'vitest'
import { framework, PATTERN, technique, tie, type Source } from '../../tests/framework.ts'
import { readFramework } from './read-framework.ts'

const faultsOf = (objects: Source[]) => readFramework(objects).faults
const techniquesOf = (objects: Source[]) => readFramework(objects).framework?.techniques

test('tactics come in the order of the matrix, and techniques with number, address, tactic, parent and state', () => {
  const objects = framework([
    technique(1),
    technique(2, { x_mitre_is_subtechnique: true, x_mitre_version: '2.1' }),
    technique(3, { x_mitre_deprecated: true }),
    technique(4, { revoked: true }),
    tie(1, 'subtechnique-of', 2, 1),
    tie(2, 'revoked-by', 4, 1),
  ])
  const { framework: read } = readFramework(objects)
  expect(read).toMatchObject({ name: 'Example framework', version: null, terms: ['CC0 of nobody'] })
  expect(read!.tactics.map(({ code, shortname }) => [code, shortname])).toEqual([
    ['TA02', 'plan'],
    ['TA01', 'act'],
  ])
  expect(read!.techniques).toMatchObject([
    { code: 'T0001', url: 'https://framework.example/T0001', tactics: ['act'], parent: null },
    { code: 'T0002', parent: PATTERN(1), version: '2.1', state: 'current' },
    { code: 'T0003', state: 'deprecated' },
    { code: 'T0004', state: 'revoked', revokedBy: PATTERN(1) },
  ])
})

test('of several matrices one that still stands names the framework, whichever comes first in the file', () => {
  const [matrix, ...rest] = framework([technique(1)])
  const former = {
    ...matrix!,
    id: 'x-mitre-matrix--00000000-0000-4000-8000-0000000000ff',
    name: 'Former matrix',
    x_mitre_deprecated: true,
  }
  expect(readFramework([former, matrix!, ...rest]).framework).toMatchObject({
    stixId: matrix!['id'],
    name: 'Example framework',
  })
})

test('the newest time of its objects says how new it is, and a collection which version it calls itself', () => {
  const collection = {
    type: 'x-mitre-collection',
    id: 'x-mitre-collection--00000000-0000-4000-8000-000000000001',
    spec_version: '2.1',
    created: '2025-01-01T00:00:00.000Z',
    modified: '2025-02-01T00:00:00.000Z',
    name: 'Example',
    x_mitre_version: '17.1',
  }
  const newer = technique(1, { modified: '2025-03-01T00:00:00.000Z' })
  expect(readFramework(framework([collection, newer])).framework).toMatchObject({
    version: '17.1',
    modified: '2025-03-01T00:00:00.000Z',
  })
})

test('what is no part of a framework is left out and counted by type', () => {
  const uses = { ...tie(1, 'uses', 1, 1), source_ref: 'malware--1' }
  const group = { type: 'intrusion-set', id: 'nonsense' }
  const { framework: read } = readFramework(framework([technique(1), group, group, uses]))
  expect(read!.leftOut).toEqual({ 'intrusion-set': 2, relationship: 1 })
  const named = ['constructor', '__proto__', 'a\u0000b'].map((type) => ({ type, id: 'nonsense' }))
  const other = readFramework(framework([technique(1), ...named])).framework!
  expect(Object.entries(other.leftOut)).toEqual([
    ['constructor', 1],
    ['no STIX type', 2],
  ])
})

test('a fault is named by its object, each object once, and nothing is read', () => {
  const objects = framework([
    technique(1, { created: 'yesterday' }),
    technique(2, { name: 'Two\u202Esides' }),
    technique(3, { description: 'A zero \u0000 byte' }),
    technique(4),
    technique(4),
    { type: 'attack-pattern', name: 'No id' },
  ])
  const { framework: read, faults } = readFramework(objects)
  expect(read).toBeUndefined()
  expect(faults.map(({ object }) => object)).toEqual([
    PATTERN(1),
    PATTERN(2),
    PATTERN(3),
    PATTERN(4),
    'objects/9',
  ])
  expect(faults[0]!.message).toContain('/created')
  expect(faults[3]!.message).toBe('stands twice in the file')
})

test('a tie to what is not in the file and a tactic that is not there are faults of those that name them', () => {
  expect(faultsOf(framework([technique(1), tie(1, 'subtechnique-of', 1, 9)]))).toEqual([
    {
      object: 'relationship--00000000-0000-4000-8000-000000000001',
      message: `subtechnique-of: ${PATTERN(9)} is no technique in the file`,
    },
  ])
  const [matrix, , ...rest] = framework([technique(1)])
  expect(faultsOf([matrix!, ...rest])).toMatchObject([
    { object: matrix!['id'], message: expect.stringContaining('is not in the file') },
  ])
})

test('a file with no matrix or no technique is refused', () => {
  expect(faultsOf([technique(1)])).toMatchObject([{ object: 'file' }])
  expect(faultsOf(framework([]))).toEqual([{ object: 'file', message: 'holds no attack-pattern' }])
})

test('a number that cannot be seen whole is none, and a marking with a time of its own says nothing of how new it is', () => {
  const references = [{ source_name: 'example', external_id: 'T\u202E1' }]
  const [marking] = framework([]).filter(({ type }) => type === 'marking-definition')
  const own = { ...marking, id: `${String(marking!['id']).slice(0, -1)}2`, modified: 'lately' }
  const { framework: read } = readFramework(
    framework([technique(1, { external_references: references }), own]),
  )
  expect(read).toMatchObject({ modified: '2025-01-01T00:00:00.000Z', techniques: [{ code: null }] })
})

test('an address that a browser must not be led to is not kept', () => {
  const references = [
    { source_name: 'example', external_id: 'T1', url: ['java', 'script:alert(1)'].join('') },
  ]
  const read = techniquesOf(framework([technique(1, { external_references: references })]))
  expect(read).toMatchObject([{ code: 'T1', url: null }])
})
