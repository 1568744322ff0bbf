import { describe, expect, test } from 'vitest'
import { validate } from '../validate/validate.ts'
import { getMarkings } from './markings.ts'
import { redact } from './redact.ts'
import { TLP } from '../tlp.ts'

const indicator = {
  type: 'indicator',
  spec_version: '2.1',
  id: 'indicator--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2024-03-05T10:00:00.000Z',
  modified: '2024-03-05T10:00:00.000Z',
  name: 'Lookalike domain',
  description: 'Seen by our sensor in the county office',
  pattern: "[domain-name:value = 'examp1e-votes.example']",
  pattern_type: 'stix',
  valid_from: '2024-03-05T10:00:00Z',
  labels: ['a', 'b', 'c'],
  external_references: [
    { source_name: 'Example County', description: 'Public notice' },
    { source_name: 'sensor-7', external_id: '77' },
    { source_name: 'veris', external_id: '12' },
  ],
}
const mark = (marking_ref: string, ...selectors: string[]) => ({ marking_ref, selectors })

/** Runs the redaction and insists that what comes out is valid. */
function tearLine(
  granular_markings: object[],
  allow: 'clear' | 'green' | 'amber' | 'red' = 'green',
) {
  const result = redact({ ...indicator, granular_markings }, { allow })
  if (result.object !== undefined) expect(validate(result.object).valid).toBe(true)
  return result
}

describe('redact', () => {
  test('leaves out the parts above the clearance and keeps the rest and its markings', () => {
    const { object, removed } = tearLine([
      mark(TLP.red.id, 'description'),
      mark(TLP.green.id, 'name'),
    ])
    expect(removed).toEqual(['description'])
    expect(object).toMatchObject({ name: 'Lookalike domain', pattern: indicator.pattern })
    expect(object).not.toHaveProperty('description')
    expect(object).toMatchObject({ granular_markings: [mark(TLP.green.id, 'name')] })
  })

  test('gives the object itself when the clearance reaches everything', () => {
    const whole = { ...indicator, granular_markings: [mark(TLP.amber.id, 'description')] }
    expect(redact(whole, { allow: 'amber' }).object).toBe(whole)
  })

  test('keeps selectors behind a removed item pointing at the same content', () => {
    const { object } = tearLine([
      mark(TLP.red.id, 'labels.[0]'),
      mark(TLP.clear.id, 'labels.[2]', 'labels.[0]'),
    ])
    expect(object).toMatchObject({
      labels: ['b', 'c'],
      granular_markings: [mark(TLP.clear.id, 'labels.[1]')],
    })
  })

  test('takes the whole item out when a property it cannot be without is hidden', () => {
    const { object, removed } = tearLine([mark(TLP.red.id, 'external_references.[1].external_id')])
    expect(removed).toEqual(['external_references.[1].external_id', 'external_references.[1]'])
    expect(object?.external_references.map(({ source_name }) => source_name)).toEqual([
      'Example County',
      'veris',
    ])
  })

  test('leaves no empty list behind', () => {
    const { object } = tearLine([mark(TLP.red.id, 'labels.[0]', 'labels.[1]', 'labels.[2]')])
    expect(object).not.toHaveProperty('labels')
  })

  test('says which required property forbids it', () => {
    const { refused } = tearLine([mark(TLP.amber.id, 'description'), mark(TLP.red.id, 'pattern')])
    expect(refused).toEqual({
      marking: TLP.red.id,
      property: 'pattern',
      reason: 'what is marked TLP:RED cannot be left out: needs pattern',
    })
  })

  test('refuses an object that is marked as a whole above the clearance', () => {
    const result = redact({ ...indicator, object_marking_refs: [TLP.amber.id] }, { allow: 'green' })
    expect(result.refused).toEqual({
      marking: TLP.amber.id,
      property: null,
      reason: 'the whole object is marked TLP:AMBER',
    })
  })

  test('counts a marking that nobody can resolve as red, unless it is allowed by name', () => {
    const unknown = 'marking-definition--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'
    const object = { ...indicator, granular_markings: [mark(unknown, 'description')] }
    expect(redact(object, { allow: 'amber+strict' }).object).not.toHaveProperty('description')
    expect(redact(object, { allow: [unknown] }).object).toBe(object)
    expect(redact(object, { allow: 'red' }).object).toBe(object)
  })

  test('takes a level in a list for everything up to it, and names what else is allowed', () => {
    const statement = 'marking-definition--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'
    const object_marking_refs = [TLP.clear.id, statement]
    const object = { ...indicator, object_marking_refs }
    expect(redact(object, { allow: ['green', statement] }).object).toBe(object)
    expect(redact(object, { allow: [statement] }).refused?.marking).toBe(TLP.clear.id)
    const { refused } = redact(object, { allow: ['green'] })
    expect(refused?.reason).toBe(
      `the whole object is marked "${statement}", no TLP and not allowed by name`,
    )
  })

  test('refuses a bundle, in which nothing would be left out', () => {
    const id = 'bundle--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'
    const bundle = {
      type: 'bundle',
      id,
      objects: [{ ...indicator, object_marking_refs: [TLP.red.id] }],
    }
    expect(() => redact(bundle, { allow: 'green' })).toThrow('redact its objects one by one')
  })

  test('takes the TLP markings themselves, which are objects like others', () => {
    expect(redact(TLP.green, { allow: 'clear' }).object).toBe(TLP.green)
  })

  test('does not hide by a language marking', () => {
    const object = { ...indicator, granular_markings: [{ lang: 'es', selectors: ['name'] }] }
    expect(redact(object, { allow: 'clear' }).object).toBe(object)
  })

  test('makes a new object of the tear-line for whoever is not the creator', () => {
    const { object } = redact(
      { ...indicator, granular_markings: [mark(TLP.red.id, 'description')] },
      {
        allow: 'green',
        reissue: {
          creator: 'identity--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
          now: new Date('2024-04-01T00:00:00Z'),
        },
      },
    )
    expect(object).toMatchObject({
      created: '2024-04-01T00:00:00.000Z',
      modified: '2024-04-01T00:00:00.000Z',
      created_by_ref: 'identity--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
    })
    expect(object?.id).not.toBe(indicator.id)
    expect(getMarkings(object!, { selectors: 'name' })).toEqual([])
  })

  test.each([
    ['object_marking_refs', TLP.red.id],
    ['object_marking_refs', null],
    ['object_marking_refs', [5]],
    ['granular_markings', { marking_ref: TLP.red.id, selectors: ['description'] }],
    ['granular_markings', [null]],
    ['granular_markings', [{ marking_ref: TLP.red.id, selectors: 'description' }]],
    ['granular_markings', [{ selectors: ['description'] }]],
  ])('gives nothing when %s cannot be read', (property, value) => {
    const { refused } = redact({ ...indicator, [property]: value }, { allow: 'amber' })
    expect(refused).toMatchObject({ marking: null, property })
  })

  test('gives nothing when a marking selects nothing, for nobody knows what it was to hide', () => {
    const { refused } = tearLine([mark(TLP.red.id, 'descripton')])
    expect(refused).toMatchObject({ marking: TLP.red.id, property: 'descripton' })
  })

  test('says which clearances there are instead of taking a misspelt one for none', () => {
    expect(() => redact(indicator, { allow: 'GREEN' as 'green' })).toThrow(
      expect.objectContaining({ code: 'bad-marking' }),
    )
  })
})
