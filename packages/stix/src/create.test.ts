import { describe, expect, test } from 'vitest'
import { createBundle, createObject } from './create.ts'
import { TLP, tlpMarking } from './tlp.ts'
import { validate } from './validate/validate.ts'

const now = new Date('2026-11-03T07:00:00Z')

describe('createObject', () => {
  test('fills in what every object needs', () => {
    const note = createObject(
      'note',
      {
        content: 'Two precincts opened late.',
        object_refs: ['identity--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'],
      },
      { now, randomUUID: () => '0d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10' },
    )
    expect(note).toMatchObject({
      id: 'note--0d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
      created: '2026-11-03T07:00:00.000Z',
      modified: '2026-11-03T07:00:00.000Z',
    })
    expect(validate(note).faults).toEqual([])
  })

  test('gives an observable its deterministic id and no times', () => {
    const domain = createObject('domain-name', { value: 'example.org' })
    expect(domain).toEqual(createObject('domain-name', { value: 'example.org' }))
    expect(domain).not.toHaveProperty('created')
  })

  test('gives a marking definition no modified', () => {
    const definition = { statement: 'For election offices.' }
    const marking = createObject('marking-definition', { definition_type: 'statement', definition })
    expect(marking).not.toHaveProperty('modified')
  })

  test('refuses what would not be valid, and says why', () => {
    expect(() => createObject('domain-name', { value: 'not a domain' })).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringMatching('/value') }),
    )
  })
})

describe('createBundle', () => {
  test('carries the objects as they are, a TLP marking among them', () => {
    const domain = createObject('domain-name', { value: 'example.org' })
    const bundle = createBundle([tlpMarking('green'), domain])
    expect(bundle.objects).toEqual([TLP.green, domain])
    expect(validate(bundle)).toEqual({ valid: true, faults: [] })
  })

  test('refuses to be empty, which STIX prohibits', () => {
    expect(() => createBundle([])).toThrow('at least one')
  })
})
