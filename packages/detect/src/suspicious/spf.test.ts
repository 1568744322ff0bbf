import { expect, test } from 'vitest'
import type { ResolveTxt } from './signing.ts'
import { checkSpf, isPublic } from './spf.ts'

const ZONE: Record<string, { txt?: string[]; a?: string[]; aaaa?: string[]; mx?: string[] }> = {
  'plain.example': { txt: ['other', 'v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all'] },
  'strict.example': { txt: ['v=spf1 a mx -all'], a: ['192.0.2.1'], mx: ['mx.strict.example'] },
  'mx.strict.example': { a: ['198.51.100.7'] },
  'including.example': { txt: ['v=spf1 include:plain.example ?all'] },
  'redirected.example': { txt: ['v=spf1 redirect=strict.example'] },
  'wide.example': { txt: ['v=spf1 a/24//64 -all'], a: ['192.0.2.1'], aaaa: ['2001:db8:0:1::1'] },
  'macro.example': { txt: ['v=spf1 exists:%{ir}.%{v}.%{l}._spf.%{d2} -all'] },
  '9.2.0.192.in-addr.joe._spf.macro.example': { a: ['127.0.0.2'] },
  'twice.example': { txt: ['v=spf1 -all', 'v=spf1 +all'] },
  'broken.example': { txt: ['v=spf1 ip4:not-an-address -all'] },
  'odd.example': { txt: ['v=spf1 unknown:x -all'] },
  'names.example': { txt: ['v=spf1 ptr -all'] },
  'loop.example': { txt: ['v=spf1 include:loop.example -all'] },
  'dangling.example': { txt: ['v=spf1 include:nothing.example -all'] },
  'void.example': { txt: ['v=spf1 a:n1.example a:n2.example a:n3.example -all'] },
}

function lookUp(name: string, kind: 'txt' | 'a' | 'aaaa' | 'mx'): string[] {
  const found = ZONE[name]?.[kind]
  if (!found) throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' })
  return found
}
const resolve: ResolveTxt = Object.assign(async (name: string) => lookUp(name, 'txt'), {
  addressesOf: async (name: string, family: 4 | 6) => lookUp(name, family === 4 ? 'a' : 'aaaa'),
  exchangersOf: async (name: string) => lookUp(name, 'mx'),
})
const check = (domain: string, address: string, by = resolve) =>
  checkSpf({ address, sender: `joe@${domain}`, helo: 'mail.example' }, by)

test.each([
  ['plain.example', '192.0.2.9', 'pass'],
  ['plain.example', '2001:db8::9', 'pass'],
  ['strict.example', '::ffff:192.0.2.1', 'pass'],
  ['plain.example', '203.0.113.9', 'softfail'],
  ['strict.example', '192.0.2.1', 'pass'],
  ['strict.example', '198.51.100.7', 'pass'],
  ['strict.example', '192.0.2.2', 'fail'],
  ['including.example', '192.0.2.9', 'pass'],
  ['including.example', '203.0.113.9', 'neutral'],
  ['redirected.example', '192.0.2.2', 'fail'],
  ['wide.example', '192.0.2.200', 'pass'],
  ['wide.example', '2001:db8:0:1::99', 'pass'],
  ['wide.example', '2001:db8:0:2::99', 'fail'],
  ['macro.example', '192.0.2.9', 'pass'],
  ['macro.example', '192.0.2.8', 'fail'],
  ['nobody.example', '192.0.2.9', 'none'],
])(
  'of a mail that returns to %s and came from %s the records say: %s',
  async (domain, address, result) => {
    expect(await check(domain, address)).toBe(result)
  },
)

test.each(['twice', 'broken', 'odd', 'names', 'loop', 'dangling', 'void'])(
  'a record that is faulty, asks without end or goes by names of machines is no answer: %s',
  async (name) => {
    expect(await check(`${name}.example`, '203.0.113.9')).toBe('unusable')
  },
)

test('a name server that does not answer, or that may not be asked, is not taken for a no', async () => {
  const silent = Object.assign(() => Promise.reject(new Error('timeout')), {})
  expect(await check('plain.example', '192.0.2.9', silent)).toBe('unasked')
  expect(await check('strict.example', '192.0.2.2', async (name) => lookUp(name, 'txt'))).toBe(
    'unasked',
  )
})

test('an address within a network of one’s own is none that a record can name', () => {
  expect(['10.1.2.3', '192.168.1.1', '127.0.0.1', '::1', 'fd00::1', 'word'].some(isPublic)).toBe(
    false,
  )
  expect(['192.0.2.1', '2001:db8::1'].every(isPublic)).toBe(true)
})
