import { domainToASCII } from 'node:url'
import { expect, test } from 'vitest'
import { defanged, describeLetter, fromPunycode, spell } from './host-name.ts'

test('a name in other scripts is shown as people see it, with each odd letter named and as machines write it', () => {
  const name = domainToASCII('fоrward.org')
  expect(name).toMatch(/^xn--/)
  const { pieces, encoded, odd } = spell(name)
  expect(pieces).toEqual([
    { text: 'f', is: 'plain' },
    { text: 'о', is: 'odd' },
    { text: 'rward[.]org', is: 'plain' },
  ])
  expect(encoded).toBe(name)
  expect(odd.map((one) => describeLetter(one, 'en'))).toEqual(['о U+043E Cyrillic'])
  expect(odd.map((one) => describeLetter(one, 'fr'))).toEqual(['о U+043E cyrillique'])
})

test('a plain name has one piece and no other spelling; its dots do not work', () => {
  expect(spell('forward.net')).toEqual({
    pieces: [{ text: 'forward[.]net', is: 'plain' }],
    encoded: undefined,
    odd: [],
  })
  expect(defanged('see a.example and b.example.')).toBe('see a[.]example and b[.]example[.]')
})

test('a name that was listed as people see it is also given as machines write it', () => {
  expect(spell('fоrward.org').encoded).toBe(domainToASCII('fоrward.org'))
})

test('marks of direction within a name are written out', () => {
  const { pieces } = spell('a‮b.org')
  expect(pieces.map(({ text }) => text).join('')).toBe('a[U+202E]b[.]org')
})

test('what is no punycode is shown as it stands', () => {
  for (const label of ['xn--', 'xn--!!', 'xn--99999999', 'xn--a-ecp.ru'.split('.')[0]!])
    expect(() => spell(`${label}.org`)).not.toThrow()
  expect(spell('xn--!!.org').pieces[0]!.text).toBe('xn--!![.]org')
})

test('what differs from the name beside it is told apart, unless most of that name is not in it', () => {
  const marked = (name: string) =>
    spell(name, 'forward-campaign.org')
      .pieces.filter(({ is }) => is === 'different')
      .map(({ text }) => text)
  expect(marked('forward-carnpaign.org')).toEqual(['rn'])
  expect(marked('forward-campaign.net')).toEqual(['net'])
  expect(marked('login-forward-campaign.org')).toEqual(['login-'])
  expect(marked('forward-campaign.org')).toEqual([])
  expect(marked('forward.shop')).toEqual([])
})

test('labels decode as the ones of the standard do', () => {
  expect(fromPunycode('ihqwcrb4cv8a8dqg056pqjye')).toBe('他们为什么不说中文')
  expect(fromPunycode('mnchen-3ya')).toBe('münchen')
})
