import fc from 'fast-check'
import { expect, test } from 'vitest'
import { IDENTIFIER_KINDS, type IdentifierKind } from './kinds.ts'
import { normalise, readList } from './normalise.ts'

test.each<[IdentifierKind, string, string, string?]>([
  ['domain', 'WWW.Example[.]ORG.', 'www.example.org'],
  ['domain', 'bücher.example', 'xn--bcher-kva.example'],
  ['domain', '_dmarc.example.org', '_dmarc.example.org'],
  ['url', 'hxxps://Example.org:443/a?b#c', 'https://example.org/a?b'],
  ['url', 'http://example.org/%7euser/%c3%a9%2f?q=%41', 'http://example.org/~user/%C3%A9%2F?q=A'],
  ['url', 'http://example.org/%%341%4%31', 'http://example.org/%%341%4%31'],
  ['url', 'http://example.org../', 'http://example.org/'],
  ['ipv4', '192.0[.]2.1', '192.0.2.1'],
  ['ipv6', '2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['email', 'First.Last+Tag@GMail.com', 'firstlast@gmail.com'],
  ['email', 'mailto:Clerk[@]county[dot]example', 'clerk@county.example'],
  ['email', 'José@county.example', 'josé@county.example'],
  ['email', 'a.b@googlemail.com', 'ab@gmail.com'],
  ['email', 'Clerk+x@County.Example', 'clerk+x@county.example'],
  ['phone', '+1 (202) 555-0101', '+12025550101'],
  ['phone', '0049 30 123456', '+4930123456'],
  ['handle', '@Example_1', 'example_1', 'x'],
  ['handle', 'https://twitter.com/Example_1/', 'example_1', 'x'],
  ['handle', 'https://x.com/Example_1', 'example_1', 'twitter'],
  ['handle', 't.me/Example', 'example', 'telegram'],
  ['account', '000123', '123'],
  ['sha256', 'AB'.repeat(32), 'ab'.repeat(32)],
])('one spelling for each identifier: %s %s', (kind, text, value, platform) => {
  expect(normalise(text, kind, platform)).toEqual({ value })
})

test.each<[IdentifierKind, string]>([
  ['domain', 'localhost'],
  ['domain', '192.0.2.1'],
  ['domain', 'a b.example'],
  ['url', 'javascript:alert(1)'],
  ['url', 'https://user:pass@example.org/'],
  ['ipv4', '192.0.2.256'],
  ['ipv4', '192.0.02.1'],
  ['ipv6', 'fe80::1%eth0'],
  ['email', 'nobody'],
  ['phone', '555-0101'],
  ['handle', 'two words'],
  ['account', ''],
  ['sha256', 'abc'],
])('what is no identifier of its kind is said to be none: %s %s', (kind, text) => {
  expect(normalise(text, kind)).toHaveProperty('fault')
})

test('a spelling that was normalised stays as it is, and holds no break of a line', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...IDENTIFIER_KINDS),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.domain(),
        fc.emailAddress(),
        fc.webUrl(),
        fc
          .array(fc.constantFrom('%', '4', '1', '2', 'e', 'E', 'z', '.', '/', '?'))
          .map((signs) => `http://example.org/${signs.join('')}`),
        fc.ipV4(),
        fc.ipV6(),
      ),
      (kind, text) => {
        const once = normalise(text, kind, 'x')
        fc.pre('value' in once)
        expect(normalise(once.value, kind, 'x')).toEqual(once)
        expect(once.value).not.toMatch(/[\n\0]/)
      },
    ),
    { numRuns: 500 },
  )
})

test('of a list it is said how many lines stand twice and which are none', () => {
  const lines = ['# a remark', 'a.example', '', 'A.EXAMPLE', 'none', 'b.example']
  expect(readList(lines, 'domain')).toEqual({
    values: ['a.example', 'b.example'],
    twice: 1,
    faulty: 1,
    faults: [{ line: 5, fault: 'is no domain' }],
  })
})
