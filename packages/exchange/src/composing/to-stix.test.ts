import type { ComposedItem, Composition } from '@tocsin/api'
import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import { whyUnbounded } from './bounds.ts'
import { readInput } from './read.ts'
import { toIdentity, toStix } from './to-stix.ts'
import { findWarnings } from './warnings.ts'

const AT = new Date('2026-10-01T00:00:00.000Z')
const AUTHOR = {
  id: '2f1c0a3e-6a1c-4c5e-9d0a-0a1b2c3d4e5f',
  name: 'Election Security Agency',
  since: AT,
}
const read = (text: string, options: Parameters<typeof readInput>[1] = {}) =>
  readInput(new TextEncoder().encode(text), options)
const compose = async (text: string, more: Partial<Composition> = {}) => {
  const { items, words } = await read(text)
  return toStix(
    { title: 'A list', words, items, lookFor: true, ...more },
    toIdentity(AUTHOR, AT),
    AT,
  )
}
type Made = { id: string; type: string; [name: string]: unknown }

test('each thing becomes an observable under the id it has wherever it was seen, an indicator, and part of one grouping', async () => {
  const { objects } = await compose(
    [
      'https://x.com/one',
      'votes.com',
      'https://a.com/b',
      '198.51.100.0/24',
      'a@b.com',
      'ab'.repeat(32),
    ].join('\n'),
  )
  const made = objects as Made[]
  expect(
    made.flatMap((one) => validate(one).faults.filter(({ level }) => level === 'must')),
  ).toEqual([])
  expect(made.map(({ type }) => type).toSorted()).toEqual(
    [
      'identity',
      'user-account',
      'domain-name',
      'url',
      'ipv4-addr',
      'email-addr',
      'file',
      'grouping',
      ...Array(5).fill('indicator'),
    ].toSorted(),
  )
  expect(made.filter(({ type }) => type === 'indicator').map(({ pattern }) => pattern)).toEqual([
    "[domain-name:value = 'votes.com']",
    "[url:value = 'https://a.com/b']",
    "[ipv4-addr:value ISSUBSET '198.51.100.0/24']",
    "[email-addr:value = 'a@b.com']",
    `[file:hashes.'SHA-256' = '${'ab'.repeat(32)}']`,
  ])
  const again = (await compose('https://x.com/one')).objects as Made[]
  const idOf = (list: Made[]) => list.find(({ type }) => type === 'user-account')!.id
  expect(idOf(again)).toBe(idOf(made))
  const elsewhere = (await compose('t.me/one')).objects as Made[]
  expect(idOf(elsewhere)).not.toBe(idOf(made))
})

test('words alone become a note about their sender, and an account without platform is named by its row', async () => {
  const { objects } = await compose('Some pages tell a wrong day to vote.')
  expect((objects as Made[]).map(({ type }) => type)).toEqual(['identity', 'note'])
  await expect(compose('votes.com\n@one')).rejects.toThrow('row 2: the account one has no platform')
  await expect(compose('votes.com', { items: [] })).rejects.toThrow('there is nothing to share yet')
})

test.each([undefined, null, 'words', [], {}, { type: 'note' }, { id: 'note--1' }])(
  'an item that says it came as STIX, and whose object is %j, is refused by its row and never left out',
  async (object) => {
    const item: ComposedItem = { row: 3, kind: 'object', value: 'note--1', object }
    await expect(compose('votes.com', { items: [item] })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/items',
      message: expect.stringMatching(/^row 3: /),
    })
  },
)

test('objects given as STIX go out as they are, and are named as such', async () => {
  const object = {
    type: 'domain-name',
    spec_version: '2.1',
    id: 'domain-name--3c10e93f-798e-5a26-a0c1-08156efab7f5',
    value: 'example.com',
    x_theirs: [1],
  }
  const { objects, asGiven } = await compose(
    JSON.stringify({
      type: 'bundle',
      id: 'bundle--2f1c0a3e-6a1c-4c5e-9d0a-0a1b2c3d4e5f',
      objects: [object],
    }),
  )
  expect(asGiven).toEqual([object.id])
  expect(objects).toContainEqual(object)
})

test.each([
  "[url:value LIKE '%']",
  "[url:value LIKE 'http%']",
  "[domain-name:value LIKE '%.com']",
  "[domain-name:value = 'com']",
  "[domain-name:value = 'a.com' OR domain-name:value = 'co.uk']",
  "[domain-name:value MATCHES '.*']",
  "[domain-name:value != 'a.com']",
  "[NOT domain-name:value = 'a.com']",
  "[user-account:account_type = 'twitter']",
  "[ipv4-addr:value ISSUBSET '0.0.0.0/0']",
  "[ipv4-addr:value ISSUBSET '128.0.0.0/1']",
  '[EXISTS file:hashes.MD5]',
  "[url:value = 'https://a.com'",
])('the pattern %s is not taken as an indicator', (pattern) => {
  expect(whyUnbounded(pattern)).toBeTypeOf('string')
})

test.each([
  "[url:value LIKE '%/votes-today/%']",
  "[domain-name:value = 'votes.com' AND domain-name:value LIKE '%']",
  "[domain-name:value MATCHES '^votes-[0-9]+[.]com$']",
  "[ipv4-addr:value ISSUBSET '198.51.100.0/24'] FOLLOWEDBY [url:value = 'https://a.com/b']",
])('the pattern %s is', (pattern) => {
  expect(whyUnbounded(pattern)).toBeUndefined()
})

test('a bundle is read object by object: what is not valid, unbounded or said before is named by its row', async () => {
  const indicator = (id: string, pattern: string) => ({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${id}`,
    created: '2026-10-01T00:00:00.000Z',
    modified: '2026-10-01T00:00:00.000Z',
    pattern,
    pattern_type: 'stix',
    valid_from: '2026-10-01T00:00:00Z',
  })
  const good = indicator(
    '2f1c0a3e-6a1c-4c5e-9d0a-0a1b2c3d4e51',
    "[domain-name:value = 'votes.com']",
  )
  const wide = indicator('2f1c0a3e-6a1c-4c5e-9d0a-0a1b2c3d4e52', "[domain-name:value LIKE '%']")
  const { valid_from: _, ...broken } = indicator(
    '2f1c0a3e-6a1c-4c5e-9d0a-0a1b2c3d4e53',
    "[domain-name:value = 'votes.com']",
  )
  const reading = await read(JSON.stringify([good, wide, broken, good, { name: 'one' }]))
  expect(reading).toMatchObject({
    format: 'stix',
    rows: 5,
    items: [{ row: 1, kind: 'object', value: good.id }],
    unread: [
      { row: 2, reason: expect.stringContaining('no bound') },
      { row: 3, reason: expect.stringContaining('valid_from') },
      { row: 5, reason: expect.stringContaining('no STIX object') },
    ],
    duplicates: [{ row: 4, of: 1 }],
  })
  const page = await read(JSON.stringify({ more: true, next: 'a', objects: [good] }))
  expect(page).toMatchObject({
    items: [{ row: 1, value: good.id }],
    unread: [{ row: 2, reason: expect.stringContaining('what follows it is not here') }],
  })
})

test('what stands on a warning list is counted with its values', async () => {
  const { items } = await read(
    'county.gov\na.github.io\nfacebook.com\n10.1.2.3\n192.168.0.0/16\nclerk@office.test\nvotes.com\nwww.co.franklin.oh.us',
  )
  const warnings = findWarnings(items, new Map([['office.test', 'Mail domain of 1 office']]))
  expect(warnings.map(({ list, values }) => [list, values])).toEqual([
    ['own-mail', ['clerk@office.test']],
    ['government-names', ['county.gov', 'www.co.franklin.oh.us']],
    ['shared-hosting', ['a.github.io']],
    ['platforms', ['facebook.com']],
    ['private-addresses', ['10.1.2.3', '192.168.0.0/16']],
    ['reserved-names', ['clerk@office.test']],
  ])
})
