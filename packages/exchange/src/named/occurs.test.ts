import { expect, test } from 'vitest'
import { readIdentifier, toText, type Identifier } from './identifier.ts'
import { occursIn, partsToLookFor } from './occurs.ts'

const MAIL = readIdentifier({ kind: 'email', value: 'Jane.Doe@Mail.example' })
const DOMAIN = readIdentifier({ kind: 'domain', value: 'example[.]org' })
const ACCOUNT = readIdentifier({ kind: 'account', value: '@Jane_Doe', platform: 'X' })
const NAME = readIdentifier({ kind: 'name', value: 'Jane  Doe' })

const note = (content: string) => ({ type: 'note', id: 'note--1', content })
const pattern = (text: string) => ({ type: 'indicator', pattern: text })

test('an identifier has one spelling, however it was typed', () => {
  expect([MAIL, DOMAIN, ACCOUNT, NAME].map(toText)).toEqual([
    'email:jane.doe@mail.example',
    'domain:example.org',
    'account:twitter/jane_doe',
    'name:Jane Doe',
  ])
})

test('what is nobody’s own, or no whole identifier, is refused with what it must be', () => {
  const typed: Identifier[] = [
    { kind: 'email', value: 'nobody' },
    { kind: 'email', value: '' },
    { kind: 'domain', value: 'co.uk' },
    { kind: 'domain', value: 'https://example.org/page' },
    { kind: 'account', value: 'jane' },
    { kind: 'account', value: 'jane doe', platform: 'x' },
    { kind: 'name', value: 'Jane' },
  ]
  for (const one of typed) expect(() => readIdentifier(one)).toThrow(/must be/)
})

test('a mail address is found as a value, in a pattern and in words, and never as a part of another', () => {
  const held = [
    { type: 'email-addr', value: 'JANE.DOE@mail.example' },
    pattern("[email-addr:value = 'jane.doe@mail.example']"),
    note('It came from jane.doe@mail.example.'),
    note('<Jane.Doe@mail.example>'),
  ]
  expect(held.map((one) => occursIn(one, MAIL))).toEqual(held.map(() => true))
  const others = [
    note('mary-jane.doe@mail.example'),
    note('jane.doe@mail.example.org'),
    note('jane.doe@mail.examples'),
    { type: 'note', id: 'note--jane.doe@mail.example', object_refs: ['jane.doe@mail.example'] },
  ]
  expect(others.map((one) => occursIn(one, MAIL))).toEqual(others.map(() => false))
})

test('a domain is found with the names below it and addresses there, and not by mailboxes at it', () => {
  const held = [
    { type: 'domain-name', value: 'Example.org' },
    { type: 'domain-name', value: 'www.example.org' },
    { type: 'url', value: 'https://example.org:8443/page' },
    pattern("[url:value = 'https://a.b.example.org/']"),
    note('See example.org.'),
  ]
  expect(held.map((one) => occursIn(one, DOMAIN))).toEqual(held.map(() => true))
  const others = [
    { type: 'domain-name', value: 'my-example.org' },
    { type: 'domain-name', value: 'myexample.org' },
    { type: 'domain-name', value: 'example.org.test' },
    { type: 'email-addr', value: 'a@example.org' },
    { type: 'email-addr', value: 'a@mail.example.org' },
  ]
  expect(others.map((one) => occursIn(one, DOMAIN))).toEqual(others.map(() => false))
})

test('a domain beyond ASCII is found in both of its spellings', () => {
  const domain = readIdentifier({ kind: 'domain', value: 'xn--bcher-kva.example' })
  expect(occursIn({ type: 'domain-name', value: 'xn--bcher-kva.example' }, domain)).toBe(true)
  expect(occursIn(note('Siehe bücher.example!'), domain)).toBe(true)
})

test('an account is found on its own platform alone, by name, number, pattern or address', () => {
  const held = [
    { type: 'user-account', account_type: 'twitter', account_login: 'Jane_Doe' },
    { type: 'user-account', account_type: 'X', user_id: 'jane_doe' },
    {
      type: 'observed-data',
      objects: { 0: { account_type: 'twitter', display_name: '@jane_doe' } },
    },
    pattern("[user-account:account_type = 'twitter' AND user-account:account_login = 'jane_doe']"),
    { type: 'url', value: 'https://x.com/Jane_Doe' },
    note('Seen at https://twitter.com/jane_doe (twice)'),
  ]
  expect(held.map((one) => occursIn(one, ACCOUNT))).toEqual(held.map(() => true))
  const others = [
    { type: 'user-account', account_type: 'facebook', account_login: 'jane_doe' },
    { type: 'user-account', account_login: 'jane_doe' },
    { type: 'user-account', account_type: 'x', account_login: 'other', display_name: 'jane_doe' },
    { type: 'user-account', account_type: 'twitter', account_login: 'jane_doe2' },
    pattern("[user-account:account_login = 'jane_doe']"),
    note('jane_doe wrote'),
  ]
  expect(others.map((one) => occursIn(one, ACCOUNT))).toEqual(others.map(() => false))
})

test('a pattern of megabytes is looked through, be it one endless name or a hundred thousand accounts and platforms', () => {
  const endless = `[user-account:account_login = '${'a'.repeat(14_000_000)}']`
  expect(occursIn(pattern(endless), ACCOUNT)).toBe(false)
  const many = (of: string, name: string) => `user-account:${of} = '${name}' OR `.repeat(100_000)
  const wide = `[${many('account_login', 'other')}${many('account_type', 'twitter')}`
  expect(occursIn(pattern(`${wide}user-account:user_id = '7']`), ACCOUNT)).toBe(false)
  expect(occursIn(pattern(`${wide}user-account:user_id = 'jane_doe']`), ACCOUNT)).toBe(true)
})

test('a name is found as it is written, as whole words', () => {
  expect(occursIn(note('By JANE\n doe, in March'), NAME)).toBe(true)
  expect(occursIn({ type: 'identity', name: 'Jane Doe' }, NAME)).toBe(true)
  expect(occursIn(note('By Jane Doerr'), NAME)).toBe(false)
  expect(occursIn(note('By Mary-Jane Doe'), NAME)).toBe(true)
})

test('what is looked for first is a part of every text that names it, or nothing', () => {
  expect(partsToLookFor(MAIL)).toEqual(['jane.doe@mail.example'])
  expect(partsToLookFor(NAME)).toEqual(['jane'])
  expect(partsToLookFor({ kind: 'name', value: '安倍 晋三先生' })).toBeUndefined()
})
