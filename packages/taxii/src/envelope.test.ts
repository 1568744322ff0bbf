import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitEnvelope } from './envelope.ts'
import { TaxiiError } from './errors.ts'

const spaces = fc.constantFrom('', ' ', '\n\t', '\r\n  ')

test('every object comes back in exactly the text it was sent in', () => {
  const member = fc.tuple(fc.jsonValue(), fc.constantFrom(0, 1, 4)).map(([value, indent]) => ({
    value,
    text: JSON.stringify(value, null, indent),
  }))
  const property = fc.property(
    fc.array(member, { minLength: 1 }),
    fc.array(spaces, { minLength: 8, maxLength: 8 }),
    fc.dictionary(
      fc.string().filter((name) => name !== 'objects'),
      fc.jsonValue(),
    ),
    (members, [a, b, c, d, e, f, g, h], others) => {
      const list = members.map(({ text }) => `${a}${text}${b}`).join(',')
      const rest = JSON.stringify(others).slice(1, -1)
      const body = `${c}{${rest}${rest && ','}${d}"objects"${e}:${f}[${list}]${g}}${h}`
      const parts = splitEnvelope(body)
      expect(parts.map(({ text }) => text)).toEqual(members.map(({ text }) => text))
      expect(parts.every(({ flaw }) => flaw === null)).toBe(true)
    },
  )
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
})

test('any text is split or refused with a TAXII error, never anything else', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"objects"',
    ':',
    ',',
    '"',
    '\\',
    '1',
    ' ',
    'null',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces).map((list) => list.join('')),
  )
  const property = fc.property(texts, (text) => {
    expect(outcomeOf(text)).not.toBe('something else')
  })
  expect(() => fc.assert(property, { numRuns: 3000 })).not.toThrow()
})

function outcomeOf(text: string): string {
  try {
    splitEnvelope(text)
    return 'split'
  } catch (error) {
    return error instanceof TaxiiError ? 'refused' : 'something else'
  }
}

test('a name standing twice anywhere in an object is found', () => {
  const [part] = splitEnvelope('{"objects":[{"a":[{"b":1,"c":2,"\\u0062":3}]}]}')
  expect(part?.flaw).toMatch(/twice/)
})

test('a prototype name is an ordinary name', () => {
  const [part] = splitEnvelope('{"objects":[{"__proto__":{"x":1},"constructor":2}]}')
  expect(part?.flaw).toBeNull()
})

test('more objects than a status can sensibly tell of are refused together', () => {
  const envelope = (count: number) => `{"objects":[${Array(count).fill('1').join()}]}`
  expect(splitEnvelope(envelope(100_000))).toHaveLength(100_000)
  expect(() => splitEnvelope(envelope(100_001))).toThrow(
    expect.objectContaining({ code: 'unprocessable' }),
  )
})
