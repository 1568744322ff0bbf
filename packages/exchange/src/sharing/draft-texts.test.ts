import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberText, splitDraft } from './draft-texts.ts'

const spaces = fc.constantFrom('', ' ', '\n\t')

test('a member comes out in exactly the text it was written in, whatever stands beside and within it', () => {
  const property = fc.property(
    fc.jsonValue(),
    fc.constantFrom(0, 1, 4),
    fc.dictionary(
      fc.string().filter((name) => name !== 'draft'),
      fc.jsonValue(),
    ),
    spaces,
    fc.boolean(),
    (value, indent, others, space, isFirst) => {
      const text = JSON.stringify(value, null, indent)
      const member = `"draft"${space}:${space}${text}${space}`
      const rest = JSON.stringify(others).slice(1, -1)
      const members = [rest, member].filter(Boolean)
      const body = `{${(isFirst ? members.toReversed() : members).join(',')}}`
      expect(memberText(body, 'draft')).toBe(text)
    },
  )
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
})

test('a draft or a list of objects that stands there twice is refused', () => {
  expect(() => memberText('{"draft":{},"dr\\u0061ft":{}}', 'draft')).toThrow(/more than one/)
  expect(() => splitDraft('{"objects":[1],"objects":[2]}', '/body')).toThrow(
    expect.objectContaining({ code: 'bad-request' }),
  )
})

test('a text as long as the largest body is read to its end', () => {
  const text = JSON.stringify({ content: `${'a'.repeat(30 << 20)}\\` })
  expect(memberText(`{"draft":${text},"digest":"d"}`, 'draft') === text).toBe(true)
})
