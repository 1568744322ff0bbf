import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Trace } from '../../activity/trace.ts'
import { techniqueAddress, techniquesOf } from './techniques.ts'

const shared = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../../../shared')
const disarm = join(shared, 'data/disarm-stix.json')
const TRACES: Trace[] = [
  'link',
  'domain',
  'hashtag',
  'hashtag-sequence',
  'text',
  'near-text',
  'reshare',
  'reply',
  'mention',
  'media',
  'traits',
]

test('a trace names a technique once, and a neutral one names none', () => {
  expect(techniquesOf(['text', 'near-text', 'hashtag']).map(({ id }) => id)).toEqual([
    'T0049.002',
    'T0084.001',
  ])
  expect(techniquesOf(['object', 'cadence'])).toEqual([])
})

test.skipIf(!existsSync(disarm))(
  'every technique is in DISARM, by id, name, STIX id and page',
  () => {
    type Pattern = {
      type: string
      id: string
      name: string
      external_references?: { external_id?: string; url?: string }[]
    }
    const { objects } = JSON.parse(readFileSync(disarm, 'utf8')) as { objects: Pattern[] }
    const known = new Map(objects.map((object) => [object.id, object]))
    for (const technique of techniquesOf(TRACES)) {
      const pattern = known.get(technique.stixId)
      expect(pattern).toMatchObject({ type: 'attack-pattern', name: technique.name })
      const { external_id, url } = pattern!.external_references![0]!
      expect([external_id, url]).toEqual([technique.id, techniqueAddress(technique)])
    }
  },
)
