import { expect, test } from 'vitest'
import { findRemaining } from './remaining.ts'

const NOTE = 'note--00000000-0000-4000-8000-000000000001'
const OTHER = 'note--00000000-0000-4000-8000-000000000002'
const note = (id: string, content: string) => ({ id, type: 'note', content })

/** What is found of a text that is cut, in one that remains. */
const foundOf = (cut: string, remains: string, title = 'A title') => {
  const source = [note(NOTE, cut), note(OTHER, remains)]
  const parts = [
    { id: NOTE, type: 'note', left: 'not chosen', cut: [] },
    { id: OTHER, type: 'note', newId: OTHER, cut: [] },
  ]
  return findRemaining(source, { objects: [source[1]!], parts }, title).remaining
}

test.each([
  ['Told by Quillfeather in May', 'The name QUILLFEATHER stands here too', 'Quillfeather'],
  ['We heard it from Jane Mary Doe', 'jane mary doe runs it', 'Jane Mary Doe'],
  ['It answers from vote.example today', 'See hxxp://vote[.]example/a', 'vote.example'],
  ['Written as @county_votes', 'The account county_votes posts', '@county_votes'],
  ['The case is AB-20417', 'Known as ab 20417', 'AB-20417'],
  [
    'who opened the second door for them',
    'It was he who opened the second door for them',
    'who opened the second door',
  ],
])('what is cut in one place is found in another: %s', (cut, remains, words) => {
  expect(foundOf(cut, remains)).toContainEqual({ object: OTHER, property: 'content', words })
})

test('words that everybody uses are not, nor what is written otherwise', () => {
  const cut = 'In May the page was seen by our people. Posts went up on Monday.'
  expect(foundOf(cut, 'On Monday the page was seen. In May it was posted.')).toEqual([])
})

test('the title is looked through as well, and a consent is bound to what was found', () => {
  const cut = 'Told by Quillfeather'
  expect(foundOf(cut, 'Nothing', 'On Quillfeather')).toEqual([
    { object: '', property: 'title', words: 'Quillfeather' },
  ])
  const hashOf = (remains: string) => {
    const source = [note(NOTE, cut), note(OTHER, remains)]
    const parts = [{ id: NOTE, type: 'note', left: 'not chosen', cut: [] }]
    return findRemaining(source, { objects: [source[1]!], parts }, '').remainingSha256
  }
  expect(hashOf('By Quillfeather')).toBe(hashOf('From Quillfeather'))
  expect(hashOf('By Quillfeather')).not.toBe(hashOf('By nobody'))
})

test('large bundles are looked through in time that grows with their size alone', () => {
  const source = Array.from({ length: 4000 }, (_, i) =>
    note(
      `note--00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      `Account a${i} of Group${i % 500} posts on site${i % 500}.example at ten every day`,
    ),
  )
  const parts = source
    .slice(0, 2000)
    .map(({ id, type }) => ({ id, type, left: 'not chosen', cut: [] }))
  const { remaining, moreRemaining } = findRemaining(
    source,
    { objects: source.slice(2000), parts },
    '',
  )
  expect(remaining.length).toBeLessThanOrEqual(200)
  expect(moreRemaining).toBeGreaterThan(0)
})

test('a text of one endless word, with hyphens or without, is looked through as any other of its size', () => {
  for (const word of ['a', 'a-', 'A'])
    expect(foundOf(`${word.repeat(400_000)} vote.example`, 'See vote.example')).toContainEqual({
      object: OTHER,
      property: 'content',
      words: 'vote.example',
    })
})
