/**
 * Two programs read lists: `match-private` hashes one spelling of each identifier, `match` looks for one in logs. What stands in both
 * lists is written in the first and then looked for by the second, so the two must not part but where the page says so.
 */
import { Indicators, Matcher, readList } from '@tocsin/detect/match'
import { normalise, type IdentifierKind } from '@tocsin/psi'
import { expect, test } from 'vitest'

/** How many hits a line gives against a list of one word. */
function hitsOf(word: string, line: string): number {
  const indicators = new Indicators(3)
  indicators.sources.open('list.txt')
  readList(word, indicators, {
    platform: 'twitter',
    onFault: ({ reason }) => expect.unreachable(reason),
  })
  indicators.build()
  const bytes = Buffer.from(line)
  return new Matcher(indicators, { now: Date.now }).look(bytes, 0, bytes.length, 1).length
}

function spelt(text: string, kind: IdentifierKind): string {
  const read = normalise(text, kind, 'twitter')
  return 'value' in read ? read.value : expect.unreachable(read.fault)
}

test.each<[IdentifierKind, string]>([
  ['domain', 'WWW.Example[.]ORG.'],
  ['domain', 'b\u00fccher.example'],
  ['domain', 'stra\u00dfe.example'],
  ['domain', '_dmarc(dot)example.org'],
  ['url', 'hxxps://Example[.]org:443/a?b#c'],
  ['url', 'http://example.org'],
  ['url', 'http://example.org./%7euser/%c3%a9/%2f?q=%41'],
  ['url', 'http://192.0.2.1:8080/x'],
  ['ipv4', '192.0[.]2.1'],
  ['ipv6', '2001:DB8:0:0:0:0:0:1'],
  ['ipv6', '[2001:db8::1]'],
  ['email', 'Clerk+x@County.Example'],
  ['email', 'mailto:clerk[@]county[.]example'],
  ['email', 'JOS\u00c9@county.example'],
  ['email', 'clerk@b\u00fccher.example'],
  ['sha256', 'AB'.repeat(32)],
])('what is matched privately is found in a log by the list it came from: %s %s', (kind, text) => {
  expect(hitsOf(text, `x ${spelt(text, kind)} y`)).toBeGreaterThan(0)
  // And the other way: what hits is a list of its own, and the log has it as it was written.
  expect(hitsOf(spelt(text, kind), `x ${spelt(text, kind)} y`)).toBeGreaterThan(0)
})

test.each<[IdentifierKind, string]>([
  ['email', 'First.Last+news@gmail.com'],
  ['url', 'http://example.org/a/../b'],
  ['url', 'http://b\u00fccher.example/x'],
])('where the two part the page on private matching says so: %s %s', (kind, text) => {
  expect(hitsOf(text, `x ${spelt(text, kind)} y`)).toBe(0)
})

test('a handle is one account by either way of writing it', () => {
  for (const text of ['@Example_1', 'https://x.com/Example_1'])
    expect(spelt(text, 'handle')).toBe('example_1')
})
