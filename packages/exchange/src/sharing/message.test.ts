import { expect, test } from 'vitest'
import { mentionsOf } from './message.ts'

const ID = 'c0f4be4c-6fd1-4ef1-8a4b-6d9c0a6ad0b1'
const draft = (title: string) => ({
  title,
  terms: {
    groupId: ID,
    tlp: 'amber' as const,
    pap: 'amber' as const,
    purpose: 'election-security' as const,
    basis: 'Charter',
  },
})

test.each([
  [`indicator--${ID}`, [`indicator--${ID}`]],
  [`see -x-their-own--${ID}.`, [`x-their-own--${ID}`]],
  [`an identity--${ID} that many speak of`, []],
  [`of no type: --${ID}`, []],
])('what a message refers to by its id is known by it: %s', (text, ids) => {
  expect(mentionsOf(draft(text), []).stixIds).toEqual(ids)
})

test.each(['a-', '1-', '--', 'a--'])(
  'the largest text is looked through for ids in time that grows with its length alone: %s',
  (part) => {
    const content = part.repeat(400_000 / part.length)
    const object = { type: 'note', id: `note--${ID}`, content }
    expect(mentionsOf(draft('Seen'), [object]).stixIds).toEqual([`note--${ID}`])
  },
)
