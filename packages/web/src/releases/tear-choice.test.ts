import { expect, test } from 'vitest'
import { chosenBy, cuttable, toChoice, withCut, withObject } from './tear-choice.ts'

const [A, B] = ['note--a', 'note--b']

test('what a proposal lets go is chosen, and each choice can be taken back', () => {
  const first = chosenBy([
    { id: A, type: 'note', newId: A, cut: [] },
    { id: B, type: 'note', left: 'marked', cut: [] },
  ])
  expect(toChoice(first)).toEqual([{ id: A, cut: [] }])
  const both = withCut(withObject(first, B, true), B, 'abstract', true)
  expect(toChoice(both)).toEqual([
    { id: A, cut: [] },
    { id: B, cut: ['abstract'] },
  ])
  expect(toChoice(withObject(withCut(both, B, 'abstract', false), A, false))).toEqual([
    { id: B, cut: [] },
  ])
})

test('what an object cannot be without is not offered to be cut', () => {
  const note = { type: 'note', id: A, created: 'x', content: 'Words', object_refs: [B] }
  expect(cuttable(note)).toEqual([
    { selector: 'content', text: 'Words' },
    { selector: 'object_refs', text: `["${B}"]` },
  ])
})
