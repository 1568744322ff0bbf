import type { ReleaseDraft } from '@tocsin/api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffObjects, diffWords, toText } from './diff.ts'

test('what is shown as the same or removed is the earlier text, the same or added the later', () => {
  const word = fc.constantFrom('polls', 'close', 'at', 'noon', 'eight', '\n')
  const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '))
  const property = fc.property(text, text, (before, after) => {
    const runs = diffWords(before, after)
    const join = (kind: string) =>
      runs.map((run) => (run.kind === 'same' || run.kind === kind ? run.text : '')).join('')
    expect([join('removed'), join('added')]).toEqual([before, after])
  })
  expect(() => fc.assert(property)).not.toThrow()
})

test('a changed word is shown as removed and added, the others stay', () => {
  expect(diffWords('polls close at noon today', 'polls close at eight today')).toEqual([
    { kind: 'same', text: 'polls close at ' },
    { kind: 'removed', text: 'noon' },
    { kind: 'added', text: 'eight' },
    { kind: 'same', text: ' today' },
  ])
})

test('a text too long to compare word by word is told whole between its equal ends', () => {
  const long = (word: string) => `first ${`${word} `.repeat(2500)}last`
  expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ])
})

test('objects are told apart by id, and every stated field is among the words', () => {
  const draft = (objects: object[]): ReleaseDraft => ({
    title: 'Title',
    terms: {
      groupId: '',
      tlp: 'green',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Basis',
      expiresAt: '2026-12-01T00:00:00.000Z',
    },
    objects,
    message: {
      type: 'legal-process',
      nexus: { kind: 'credible-facts', basis: 'Nexus' },
      authority: { text: 'Act', from: '2026-01-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
      reference: 'Paper',
    },
  })
  const before = draft([{ id: 'a', name: 'one' }, { id: 'b' }])
  const after = draft([{ id: 'a', name: 'two' }, { id: 'c' }])
  expect(diffObjects(before, after)).toEqual({
    objectsAdded: ['c'],
    objectsRemoved: ['b'],
    objectsChanged: ['a'],
  })
  for (const part of ['Title', 'green', 'Basis', '2026-12-01', 'Nexus', 'Act', 'Paper', 'two'])
    expect(toText(after)).toContain(part)
})
