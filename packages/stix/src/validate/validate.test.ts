import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { SCHEMAS } from '../catalogue.ts'
import { TLP, TLP_1 } from '../tlp.ts'
import { isValid, validate } from './validate.ts'

type Json = Record<string, unknown>
const samples: Json[] = JSON.parse(
  readFileSync(new URL('../../tests/fixtures/objects.json', import.meta.url), 'utf8'),
)
const UUID = '5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'
const sample = (type: string): Json => structuredClone(samples.find((o) => o['type'] === type)!)
const faultsOf = (value: unknown) =>
  validate(value).faults.map(({ level, path, rule }) => `${level} ${path} ${rule}`)

describe('a full object of every type', () => {
  test('is there for each of the 42 types', () => {
    expect(samples.map(({ type }) => type).sort()).toEqual([...SCHEMAS.keys()].sort())
  })

  test.each(samples.map((object) => [object['type'] as string, object] as const))(
    '%s breaks no rule',
    (_, object) => expect(validate(object).faults).toEqual([]),
  )

  test.each([...Object.values(TLP), ...Object.values(TLP_1)].map((o) => [o.name, o] as const))(
    'so does the marking definition %s',
    (_, object) => expect(validate(object).faults).toEqual([]),
  )

  test('a bundle of all of them is valid', () => {
    const bundle = { type: 'bundle', id: `bundle--${UUID}`, objects: samples }
    expect(validate(bundle)).toEqual({ valid: true, faults: [] })
  })

  test('every required property is missed when it is gone', () => {
    for (const object of samples) {
      const schema = SCHEMAS.get(object['type'] as string) as unknown as { required: string[] }
      for (const name of schema.required) {
        const { [name]: _, ...rest } = object
        expect(faultsOf(rest)).toContainEqual(`must /${name} required`)
      }
    }
  })

  test('no property may be null', () => {
    for (const object of samples)
      for (const name of Object.keys(object))
        expect(validate({ ...object, [name]: null }).valid).toBe(false)
  })
})

/** One changed property, and the one fault it must bring. */
const cases: [type: string, change: Json, fault: string][] = [
  ['note', { spec_version: '2.0' }, 'must /spec_version enum'],
  ['note', { id: `report--${UUID}` }, 'must /id identifier'],
  ['note', { id: 'note--5d9b1c4e-0a0e-7a51-8d1e-1f2f5a3c7b10' }, 'must /id identifier'],
  ['note', { id: 'note--5d9b1c4e-0a0e-1a51-8d1e-1f2f5a3c7b10' }, 'should /id uuid-version'],
  ['note', { created_by_ref: `malware--${UUID}` }, 'must /created_by_ref reference-type'],
  ['note', { created: '2024-03-05T10:00:00Z' }, 'must /created timestamp-precision'],
  ['note', { modified: '2024-02-30T10:00:00.000Z' }, 'must /modified timestamp'],
  ['note', { modified: '2024-03-05T09:59:59.999Z' }, 'must /modified timestamp-order'],
  ['note', { confidence: 101 }, 'must /confidence range'],
  ['note', { confidence: 1.5 }, 'must /confidence integer'],
  ['note', { lang: 'english' }, 'must /lang language'],
  ['note', { lang: 'xx-foo' }, 'must /lang language'],
  ['note', { defanged: true }, 'must /defanged defanged'],
  ['note', { severity: 'high' }, 'must /severity reserved-property'],
  ['note', { Mood: 'x' }, 'must /Mood property-name'],
  ['note', { 'mood\n': 'x' }, 'must /mood\n property-name'],
  ['note', { x_mood: 'good' }, 'should /x_mood custom-property'],
  ['note', { x_mood_bin: '!' }, 'must /x_mood_bin binary'],
  ['note', { x_mood: { deep: [{ er: null }] } }, 'must /x_mood/deep/0/er null'],
  ['note', { content: '\ud800' }, 'must /content type'],
  ['note', { authors: [] }, 'must /authors empty-list'],
  ['note', { x_mood: [] }, 'must /x_mood empty-list'],
  ['note', { object_refs: ['x'] }, 'must /object_refs/0 identifier'],
  [
    'note',
    { object_marking_refs: [`note--${UUID}`] },
    'must /object_marking_refs/0 reference-type',
  ],
  [
    'note',
    { granular_markings: [{ selectors: ['nothing'], lang: 'en' }] },
    'must /granular_markings/0/selectors/0 selector',
  ],
  [
    'note',
    { granular_markings: [{ selectors: ['authors.[1]'], lang: 'en' }] },
    'must /granular_markings/0/selectors/0 selector',
  ],
  [
    'note',
    { granular_markings: [{ selectors: ['id'], lang: 'en', marking_ref: TLP.red.id }] },
    'must /granular_markings/0 exactly-one',
  ],
  [
    'note',
    { external_references: [{ source_name: 'x' }] },
    'must /external_references/0 at-least-one',
  ],
  [
    'note',
    { external_references: [{ source_name: 'cve', external_id: 'CVE-24-1' }] },
    'must /external_references/0/external_id cve-id',
  ],
  [
    'note',
    { external_references: [{ source_name: 'catalogue', external_id: 'CAPEC-12' }] },
    'must /external_references/0/source_name source-name',
  ],
  [
    'note',
    { external_references: [{ source_name: 'x', url: 'https://example.org' }] },
    'should /external_references/0 external-reference-hashes',
  ],
  [
    'note',
    { extensions: { [`extension-definition--${UUID}`]: { rank: 5 } } },
    `must /extensions/extension-definition--${UUID}/extension_type required`,
  ],
  ['note', { extensions: { rank: { x_y: 1 } } }, 'must /extensions/rank extension-name'],
  [
    'note',
    { extensions: { 'extension-definition--not-an-id': { extension_type: 'property-extension' } } },
    'must /extensions/extension-definition--not-an-id identifier',
  ],
  [
    'note',
    {
      extensions: {
        'extension-definition--00000000-0000-0000-0000-000000000000': {
          extension_type: 'property-extension',
        },
      },
    },
    'must /extensions/extension-definition--00000000-0000-0000-0000-000000000000 identifier',
  ],
  ['campaign', { last_seen: '2023-12-31T23:59:59Z' }, 'must /last_seen timestamp-order'],
  ['indicator', { valid_until: '2024-03-01T00:00:00Z' }, 'must /valid_until timestamp-order'],
  ['indicator', { indicator_types: ['Bad Thing'] }, 'should /indicator_types/0 open-vocabulary'],
  ['location', { country: 'XK9' }, 'should /country country'],
  ['malware', { sample_refs: [`note--${UUID}`] }, 'must /sample_refs/0 reference-type'],
  ['malware-analysis', { product: 'Anti Virus' }, 'should /product product'],
  ['observed-data', { number_observed: 0 }, 'must /number_observed range'],
  ['observed-data', { object_refs: [`sighting--${UUID}`] }, 'must /object_refs at-least-one'],
  ['observed-data', { object_refs: [`malware--${UUID}`] }, 'must /object_refs/0 reference-type'],
  ['opinion', { opinion: 'maybe' }, 'must /opinion enum'],
  ['relationship', { relationship_type: 'Uses' }, 'must /relationship_type relationship-type'],
  ['relationship', { relationship_type: 'uses' }, 'should  relationship-type'],
  ['relationship', { target_ref: `sighting--${UUID}` }, 'must /target_ref reference-type'],
  ['relationship', { stop_time: '2024-01-01T00:00:00Z' }, 'must /stop_time timestamp-order'],
  [
    'sighting',
    { where_sighted_refs: [`tool--${UUID}`] },
    'must /where_sighted_refs/0 reference-type',
  ],
  ['artifact', { url: 'https://example.org' }, 'must  exactly-one'],
  ['artifact', { hashes: { MD5: 'abc' } }, 'must /hashes/MD5 hash-value'],
  ['domain-name', { value: 'example..org' }, 'must /value domain'],
  ['email-addr', { value: 'Clerk <clerk@example.org>' }, 'must /value email'],
  ['email-message', { body: 'x' }, 'must /body mutually-exclusive'],
  ['file', { name_enc: 'utf8' }, 'must /name_enc charset'],
  ['file', { magic_number_hex: 'ffd' }, 'must /magic_number_hex hex'],
  ['file', { magic_number_hex: 'FFD8' }, 'should /magic_number_hex hex-form'],
  ['ipv4-addr', { value: '198.51.100.256' }, 'must /value ipv4'],
  ['ipv6-addr', { value: '2001:db8::1::2' }, 'must /value ipv6'],
  ['ipv6-addr', { value: '2001:db8::/129' }, 'must /value ipv6'],
  ['mac-addr', { value: 'D2:FB:49:24:37:18' }, 'must /value mac'],
  ['mutex', { name: 'another' }, 'should /id deterministic-id'],
  ['network-traffic', { is_active: true }, 'must /end mutually-exclusive'],
  ['network-traffic', { src_ref: `mutex--${UUID}` }, 'must /src_ref reference-type'],
  ['process', { id: 'process--5d9b1c4e-0a0e-5a51-8d1e-1f2f5a3c7b10' }, 'must /id uuid-version'],
  ['software', { cpe: 'cpe:/a:microsoft:word' }, 'must /cpe cpe'],
  ['software', { languages: ['zz'] }, 'must /languages/0 language'],
  ['software', { languages: ['en', 'eng'] }, 'should /languages/1 language-form'],
  ['url', { value: '/relative' }, 'must /value url'],
  ['url', { value: 'https://example.org/a b' }, 'must /value url'],
  ['windows-registry-key', { key: 'HKLM\\System' }, 'must /key registry-hive'],
  ['language-content', { contents: { xx: { name: 'x' } } }, 'must /contents/xx language'],
  [
    'extension-definition',
    { extension_types: ['new-sdo'] },
    'must /extension_properties extension-properties',
  ],
  ['marking-definition', { definition_type: 'tlp' }, 'must  tlp'],
  ['marking-definition', { definition: { text: 'x' } }, 'must /definition statement'],
]

describe('rules', () => {
  test.each(cases)('%s with %j: %s', (type, change, fault) => {
    const faults = faultsOf({ ...sample(type), ...change })
    expect(faults).toContain(fault)
    expect(validate({ ...sample(type), ...change }).valid).toBe(fault.startsWith('should'))
  })

  test('every fault names a section and says something', () => {
    for (const [type, change] of cases)
      for (const fault of validate({ ...sample(type), ...change }).faults) {
        expect(fault.section).toMatch(/^\d+(?:\.\d+)*$/)
        expect(fault.message).not.toBe('')
      }
  })

  test('a TLP marking is one of the published ones, to the letter', () => {
    expect(faultsOf({ ...TLP_1.red, name: 'TLP:RED!' })).toContain('must  tlp')
    expect(faultsOf({ ...TLP_1.red, id: `marking-definition--${UUID}` })).toContain('must  tlp')
  })

  test('observables of the deprecated container name each other by key', () => {
    const { object_refs: _, ...observed } = sample('observed-data')
    const traffic = { type: 'network-traffic', protocols: ['tcp'] }
    const ip = { type: 'ipv4-addr', id: `ipv4-addr--${UUID}`, value: '198.51.100.3' }
    const objects = { '0': ip, '1': { ...traffic, src_ref: '0', src_port: 1, dst_port: 2 } }
    expect(faultsOf({ ...observed, objects })).toEqual(['should /objects deprecated-property'])
    const lost = { ...objects, '1': { ...objects['1'], src_ref: '7', dst_ref: '1' } }
    expect(faultsOf({ ...observed, objects: lost })).toEqual([
      'must /objects/1/src_ref reference',
      'must /objects/1/dst_ref reference-type',
      'should /objects deprecated-property',
    ])
    const odd = { ...objects, '2': { type: 'x--roll', county: 'Example' } }
    expect(faultsOf({ ...observed, objects: odd })).toContain('must /objects/2/type type-name')
  })
})

describe('content of one’s own', () => {
  const id = `extension-definition--${UUID}`

  test('comes by an extension without a fault, and unknown extensions are let through', () => {
    const onTop = { [id]: { extension_type: 'toplevel-property-extension' } }
    const nested = { [id]: { extension_type: 'property-extension', rank: 5, more: { any: [1] } } }
    expect(faultsOf({ ...sample('note'), rank: 5, extensions: onTop })).toEqual([])
    expect(faultsOf({ ...sample('note'), extensions: nested })).toEqual([])
  })

  test('a short name is advised against in an extension, and by none it is forbidden', () => {
    const nested = { [id]: { extension_type: 'property-extension', id: '0a1b', os: 'x' } }
    expect(faultsOf({ ...sample('note'), extensions: nested })).toEqual([
      `should /extensions/${id}/id property-name`,
      `should /extensions/${id}/os property-name`,
    ])
    const onTop = { [id]: { extension_type: 'toplevel-property-extension' } }
    expect(faultsOf({ ...sample('note'), os: 'x', extensions: onTop })).toEqual([
      'should /os property-name',
    ])
    expect(faultsOf({ ...sample('note'), os: 'x' })).toContain('must /os property-name')
    const odd = { [id]: { extension_type: 'property-extension', Id: 1, 'a-b': 2 } }
    expect(faultsOf({ ...sample('note'), extensions: odd })).toEqual([
      `must /extensions/${id}/Id property-name`,
      `must /extensions/${id}/a-b property-name`,
    ])
  })

  test('how exact a place is may be any number', () => {
    expect(faultsOf({ ...sample('location'), precision: -1 })).toEqual([])
  })

  test('a new type follows the common properties of its family', () => {
    const object = {
      type: 'x-office',
      spec_version: '2.1',
      id: `x-office--${UUID}`,
      created: '2024-03-05T10:00:00.000Z',
      modified: '2024-03-05T10:00:00.000Z',
      fips: '00000',
    }
    const by = (extension_type: string) => ({ extensions: { [id]: { extension_type } } })
    expect(faultsOf({ ...object, ...by('new-sdo') })).toEqual([])
    expect(faultsOf(object)).toEqual(['should /type custom-object'])
    const { created: _, modified: __, spec_version: ___, ...observable } = object
    expect(faultsOf({ ...observable, ...by('new-sco') })).toEqual([])
    expect(faultsOf({ ...observable, ...by('new-sdo') })).toEqual([
      'must /spec_version required',
      'must /created required',
      'must /modified required',
    ])
    expect(faultsOf({ ...object, type: 'x--office' })).toContain('must /type type-name')
    expect(faultsOf({ ...object, type: 'action' })).toContain('must /type reserved-type')
  })
})

describe('isValid', () => {
  test('tells the compiler what a value of unknown origin is', () => {
    const value: unknown = sample('indicator')
    expect(isValid(value) ? value.type : null).toBe('indicator')
    expect(isValid(value, 'indicator') ? value.pattern : null).toBe(sample('indicator')['pattern'])
  })

  test('holds for no other type and for nothing that breaks a MUST', () => {
    expect(isValid(sample('indicator'), 'note')).toBe(false)
    expect(isValid({ ...sample('indicator'), pattern: 5 }, 'indicator')).toBe(false)
    expect(isValid(null)).toBe(false)
  })
})

test('an empty list deep in a value of the producer’s own is advised against only', () => {
  const object = { ...sample('note'), x_assets: [{ sectors: [], owner: {} }] }
  expect(faultsOf(object)).toEqual([
    'should /x_assets/0/sectors empty-list',
    'should /x_assets/0/owner empty-dictionary',
    'should /x_assets custom-property',
  ])
  expect(isValid(object)).toBe(true)
})

describe('bundles', () => {
  const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: `bundle--${UUID}`, objects })

  test('faults of their objects carry the path from the bundle', () => {
    expect(faultsOf(bundle(sample('note'), { ...sample('note'), content: 5 }))).toEqual([
      'must /objects/1/content type',
      'should /objects/1 duplicate-id',
    ])
  })

  test('hold objects only, no other bundle', () => {
    expect(faultsOf(bundle())).toEqual(['must /objects empty-list'])
    expect(faultsOf(bundle(5, bundle(sample('note'))))).toEqual([
      'must /objects/0 type',
      'must /objects/1 bundle',
    ])
    expect(faultsOf({ type: 'bundle', objects: {} })).toEqual([
      'must /objects type',
      'must /id required',
    ])
  })
})
