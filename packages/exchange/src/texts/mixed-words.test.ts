import { expect, test } from 'vitest'
import { findMixedSentence } from './mixed-words.ts'

test.each([
  'We assess with high confidence that Country X is likely behind this.',
  'It is very likely, with moderate confidence, that they are one group.',
  'Our confidence is low that this is probably one operator.',
  'There is a remote chance (low confidence) of that.',
  'That it is one operator, e.g. Example Corp. Ltd., is likely; we are highly confident.',
  'We judge it almost certain\nwith high confidence that they are tied.',
  'It is lik\u200bely, with high confidence, one group.',
  'Roughly even odds, medium-to-high confidence.',
  'Es muy probable, con confianza alta, que sea un solo grupo.',
  'U.S. Accounts are likely run by one actor. Seen in March. It is unlikely, and this with low confidence, that it ends.',
])('“%s” says how likely and how sure in one sentence', (text) => {
  expect(findMixedSentence(text)).toBeTruthy()
})

test.each([
  'It is very likely that Country X is behind this. Our confidence in this judgement is moderate.',
  'We have high confidence in the account list.',
  'It is likely meant to lower voter confidence in the election.',
  'The posts are likely to lead to low confidence in the count.',
  '- Likely one operator\n- Confidence: high',
  'Likely one operator.\n\nHigh confidence.',
  'Remote access with high confidence.',
  '',
])('“%s” keeps them apart', (text) => {
  expect(findMixedSentence(text)).toBeUndefined()
})

test('the sentence is shown, and not the whole text', () => {
  const mixed = 'This is likely them, with high confidence.'
  expect(findMixedSentence(`Seen on Monday. ${mixed} Two accounts remain.`)).toBe(mixed)
})

test.each([
  ['levels', 'high,'],
  ['ranges', 'high to '],
  ['initials', 'U.S. A. B. C. '],
  ['items', '\n- '],
  ['sentences', 'It is likely. We have high confidence in it. '],
])(
  'a text of nothing but %s is read in one pass, since an author could stop everybody else with it',
  (_what, part) => {
    const begun = 'It is likely. With high confidence. '
    const text = begun + part.repeat(Math.ceil(200_000 / part.length))
    expect(findMixedSentence(text)).toBeUndefined()
  },
)
