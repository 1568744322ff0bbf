import { describe, expect, test } from 'vitest'
import {
  addMarkings,
  clearMarkings,
  getMarkings,
  isMarked,
  removeMarkings,
  setMarkings,
} from './markings.ts'
import { TLP } from '../tlp.ts'

const GREEN = TLP.green.id
const AMBER = TLP.amber.id
const RED = TLP.red.id
const bare = {
  type: 'malware',
  spec_version: '2.1',
  id: 'malware--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2024-03-05T10:00:00.000Z',
  modified: '2024-03-05T10:00:00.000Z',
  name: 'Ballot',
  name_enc: 'UTF-8',
  description: 'Sends text messages',
  is_family: false,
  labels: ['one', 'two'],
  external_references: [{ source_name: 'Example County', description: 'Report' }],
}
const marked = {
  ...bare,
  object_marking_refs: [GREEN],
  granular_markings: [
    { marking_ref: AMBER, selectors: ['description', 'external_references'] },
    { marking_ref: RED, selectors: ['external_references.[0].description'] },
    { lang: 'es', selectors: ['description'] },
  ],
}

describe('markings of the whole object', () => {
  test('are read, added once, replaced and taken away', () => {
    expect(getMarkings(bare)).toEqual([])
    const added = addMarkings(bare, { marking: [TLP.green, GREEN, AMBER] })
    expect(getMarkings(added)).toEqual([GREEN, AMBER])
    expect(isMarked(added, { marking: [RED, AMBER] })).toBe(true)
    expect(isMarked(added, { marking: RED })).toBe(false)
    expect(getMarkings(setMarkings(added, { marking: RED }))).toEqual([RED])
    expect(getMarkings(removeMarkings(added, { marking: GREEN }))).toEqual([AMBER])
    const none = removeMarkings(added, { marking: [GREEN, AMBER] })
    expect(none).not.toHaveProperty('object_marking_refs')
    expect(clearMarkings(added)).not.toHaveProperty('object_marking_refs')
  })

  test('a change makes a new version, no change gives the object itself', () => {
    const added = addMarkings(bare, { marking: GREEN, now: new Date('2024-03-06T00:00:00Z') })
    expect(added.modified).toBe('2024-03-06T00:00:00.000Z')
    expect(removeMarkings(bare, { marking: GREEN })).toBe(bare)
  })

  test('taking away what is not there is refused', () => {
    expect(() => removeMarkings(marked, { marking: RED })).toThrow(
      expect.objectContaining({ code: 'marking-not-found' }),
    )
  })
})

describe('what is no marking', () => {
  const code = 'bad-marking'

  test.each([
    [undefined],
    [[]],
    [''],
    ['TLP:RED'],
    ['marking-definition--1'],
    [[RED, 456 as never]],
  ])('%j is put on no object and no part of it', (marking) => {
    for (const selectors of [undefined, 'name'])
      for (const use of [addMarkings, setMarkings])
        expect(() => use(bare, { marking, selectors })).toThrow(expect.objectContaining({ code }))
  })

  test('a language marks parts only', () => {
    expect(() => addMarkings(bare, { marking: 'es' })).toThrow(expect.objectContaining({ code }))
    expect(addMarkings(bare, { marking: 'es', selectors: 'name' })).toHaveProperty(
      'granular_markings',
    )
  })

  test('something must be named to be taken away', () => {
    expect(() => removeMarkings(marked, {})).toThrow(expect.objectContaining({ code }))
  })

  test('a single marking that others wrote without its list is read', () => {
    const loose = { ...marked, object_marking_refs: RED }
    expect(isMarked(loose, { marking: RED })).toBe(true)
    expect(getMarkings(loose, { selectors: 'labels', inherited: true })).toEqual([RED])
  })
})

describe('granular markings', () => {
  test('are read for exactly the selected part', () => {
    expect(getMarkings(marked, { selectors: 'description' })).toEqual([AMBER, 'es'])
    expect(getMarkings(marked, { selectors: 'description', lang: false })).toEqual([AMBER])
    expect(getMarkings(marked, { selectors: 'description', markingRef: false })).toEqual(['es'])
    expect(getMarkings(marked, { selectors: 'labels' })).toEqual([])
  })

  test('are inherited from what contains the part, the object included', () => {
    const selectors = 'external_references.[0].source_name'
    expect(getMarkings(marked, { selectors })).toEqual([])
    expect(getMarkings(marked, { selectors, inherited: true })).toEqual([AMBER, GREEN])
    expect(isMarked(marked, { selectors, marking: AMBER, inherited: true })).toBe(true)
  })

  test('are found in what the part contains', () => {
    const selectors = ['external_references']
    expect(getMarkings(marked, { selectors, descendants: true })).toEqual([AMBER, RED])
    expect(isMarked(marked, { selectors, marking: [AMBER, RED], descendants: true })).toBe(true)
    expect(isMarked(marked, { selectors, marking: [AMBER, RED] })).toBe(false)
  })

  test('of one property do not reach a property whose name only begins alike', () => {
    const one = addMarkings(bare, { marking: RED, selectors: 'name' })
    expect(getMarkings(one, { selectors: 'name_enc', inherited: true })).toEqual([])
  })

  test('are added, joined by marking and sorted', () => {
    const one = addMarkings(bare, { marking: AMBER, selectors: ['name', 'description'] })
    const two = addMarkings(one, { marking: [AMBER, 'fr'], selectors: 'labels.[1]' })
    expect(two).toMatchObject({
      granular_markings: [
        { marking_ref: AMBER, selectors: ['description', 'labels.[1]', 'name'] },
        { lang: 'fr', selectors: ['labels.[1]'] },
      ],
    })
  })

  test('are taken away, and the property with the last of them', () => {
    const one = addMarkings(bare, { marking: [AMBER, RED], selectors: ['name', 'labels'] })
    const two = removeMarkings(one, { marking: AMBER, selectors: ['name', 'labels'] })
    expect(two).toMatchObject({
      granular_markings: [{ marking_ref: RED, selectors: ['labels', 'name'] }],
    })
    expect(clearMarkings(two, { selectors: ['labels', 'name'] })).not.toHaveProperty(
      'granular_markings',
    )
    expect(
      getMarkings(setMarkings(two, { marking: GREEN, selectors: 'name' }), { selectors: 'name' }),
    ).toEqual([GREEN])
  })

  test('language markings stay when only the others are cleared', () => {
    const cleared = clearMarkings(marked, { selectors: 'description', lang: false })
    expect(getMarkings(cleared, { selectors: 'description' })).toEqual(['es'])
  })

  test.each([[[]], [['pattern']], [['labels.[2]']], [['labels.name']], [['description.[0]']]])(
    'the selectors %j are refused',
    (selectors) => {
      const code = 'bad-selector'
      for (const use of [
        getMarkings,
        isMarked,
        addMarkings,
        setMarkings,
        removeMarkings,
        clearMarkings,
      ])
        expect(() => use(marked, { marking: RED, selectors })).toThrow(
          expect.objectContaining({ code }),
        )
    },
  )

  test('what no selected part carries cannot be taken away', () => {
    const code = 'marking-not-found'
    expect(() => removeMarkings(marked, { marking: GREEN, selectors: 'description' })).toThrow(
      expect.objectContaining({ code }),
    )
    expect(() => clearMarkings(marked, { selectors: 'labels' })).toThrow(
      expect.objectContaining({ code }),
    )
  })

  test('more pairs of a marking and a part than anybody means are refused', () => {
    const many = { ...bare, labels: Array.from({ length: 1000 }, (_, i) => `l${i}`) }
    const selectors = many.labels.map((_, i) => `labels.[${i}]`)
    const marking = Array<string>(1000).fill(GREEN)
    expect(() => addMarkings(many, { marking, selectors })).toThrow(
      expect.objectContaining({ code: 'too-complex' }),
    )
  })

  test('of an observable change without versions', () => {
    const ip = { type: 'ipv4-addr', id: 'ipv4-addr--1', value: '198.51.100.3' }
    expect(addMarkings(ip, { marking: RED, selectors: 'value' })).toEqual({
      ...ip,
      granular_markings: [{ marking_ref: RED, selectors: ['value'] }],
    })
  })
})
