/** What is published of parts: pseudonyms, small counts, tables and STIX. */
import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import { packOf } from '../../tests/disclosure-room.ts'
import { OF_ANOTHER, pseudonymOf, withoutNames } from './pseudonyms.ts'
import { type OpenPart, render } from './render.ts'
import { toTables } from './tables.ts'
import { thinOut } from './thin.ts'
import { toBundle } from './to-stix.ts'

const KEY = Buffer.alloc(32, 1)
const TERMS = { threshold: 5000, k: 5 }
const FACTS = {
  id: '00000000-0000-4000-8000-000000000001',
  title: 'Together',
  version: 1,
  firstAt: '2026-10-03T12:00:00.000Z',
  openedAt: '2026-10-03T12:00:00.000Z',
}

function partOf(mark: string, small?: number): OpenPart {
  const member = { id: mark, name: `Platform ${mark}`, kind: 'platform' as const }
  return { member, digest: 'd', since: 1, pack: packOf(mark, small) }
}

test('accounts under the threshold go by a pseudonym, and no file or word says an id, handle or display name of theirs', async () => {
  const rendered = await render([partOf('alpha'), partOf('beta')], TERMS, KEY)
  const said = [
    JSON.stringify(rendered),
    ...toTables(rendered).flatMap(([, lines]) => [...lines]),
    ...toBundle(rendered, FACTS),
  ].join('\n')
  for (const secret of ['_person0', '_person1', 'alpha-7000', 'Person 0 of', 'alpha-post-1'])
    expect([secret, said.includes(secret)]).toEqual([secret, false])
  expect(said).toContain('alpha_herald')
  expect(rendered.accounts.filter(({ pseudonym }) => pseudonym)).toHaveLength(12)
})

test('a pseudonym is the same throughout the part of a member, in rows and in words, and another in every other disclosure', async () => {
  const alpha = partOf('alpha')
  alpha.pack.attribution[0]!.basis = 'Run by alpha_person0'
  const { accounts, parts } = await render([alpha, partOf('beta')], TERMS, KEY)
  const of = { member: 'alpha', names: ['alpha', 'alpha-7000'] }
  const own = pseudonymOf(KEY, 'account', of)
  expect(accounts.map(({ account }) => account)).toContain(own)
  expect(parts[0]!.attribution[0]!.basis).toBe(`Run by ${own}`)
  expect(pseudonymOf(Buffer.alloc(32, 2), 'account', of)).not.toBe(own)
})

test('a member that guesses accounts of another learns no pseudonym of theirs, from rows or from its own words', async () => {
  const beta = partOf('beta')
  const guessed = partOf('alpha').pack.accounts.filter(({ followers }) => followers < 5000)
  beta.pack.accounts.push(...guessed)
  beta.pack.attribution[0]!.basis = 'Is it alpha_person0, or alpha_person1?'
  const alone = await render([partOf('alpha')], TERMS, KEY)
  const both = await render([partOf('alpha'), beta], TERMS, KEY)
  const theirs = alone.accounts.filter(({ pseudonym }) => pseudonym).map(({ account }) => account)
  const ofBeta = {
    accounts: both.accounts.filter(({ member }) => member === 'Platform beta'),
    posts: both.posts.filter(({ member }) => member === 'Platform beta'),
    part: both.parts[1],
  }
  expect(theirs.filter((one) => JSON.stringify(ofBeta).includes(one))).toEqual([])
  // One that only says it is told no pseudonym either.
  const says = partOf('gamma')
  says.pack.attribution[0]!.basis = 'Told to us by alpha_person0'
  const { parts } = await render([partOf('alpha'), says], TERMS, KEY)
  expect(parts[1]!.attribution[0]!.basis).toBe(`Told to us by ${OF_ANOTHER}`)
})

test('counts under k are not given, and fewer accounts than k are not listed one by one, nor which posts are whose', async () => {
  const { parts, accounts, posts } = await render([partOf('alpha', 4)], TERMS, KEY)
  expect(parts[0]).toMatchObject({
    named: 1,
    underPseudonym: { fewerThan: 5 },
    reach: [{ fewerThan: 5 }],
    spend: [{ amount: 60.5, ads: { fewerThan: 5 } }],
  })
  expect(accounts).toHaveLength(1)
  expect(posts.filter(({ account }) => account === undefined)).toHaveLength(4)
  const none = await render([partOf('alpha', 0)], TERMS, KEY)
  expect(none.parts[0]!.underPseudonym).toEqual({ count: 0 })
})

test('a post of an account under a pseudonym says its hour, no address and no number that the platform knows', async () => {
  const { posts } = await render([partOf('alpha')], TERMS, KEY)
  const [small] = posts.filter(({ account }) => account?.startsWith('account-'))
  expect(small).toEqual({
    member: 'Platform alpha',
    post: expect.stringMatching(/^post-[a-z2-9]{16}$/),
    account: expect.any(String),
    at: '2026-08-19T10:00:00Z',
    text: expect.stringMatching(/^Read what @account-[a-z2-9]{16} says, and alpha_herald$/),
  })
})

test('no account under a pseudonym has traits that fewer than k share, whatever the traits are', () => {
  const kinds = ['page', 'account', 'group']
  const countries = ['FR', 'DE', 'US', 'CA', 'MX']
  for (let seed = 1; seed <= 60; seed++) {
    const many = Array.from({ length: seed * 3 }, (_, at) => ({
      platform: 'alpha',
      kind: kinds[(at * seed) % 3]!,
      country: countries[(at * at + seed) % 5]!,
      created: String(2010 + ((at * 7 + seed) % 9)),
    }))
    const given = thinOut(many, 5)
    const groups = new Map<string, number>()
    for (const one of given) {
      const shown = JSON.stringify(one)
      groups.set(shown, (groups.get(shown) ?? 0) + 1)
    }
    expect(given).toHaveLength(many.length < 5 ? 0 : many.length)
    expect([...groups.values()].every((count) => count >= 5)).toBe(true)
  }
})

test.each([
  ['Seen with @ab and AB', 'Seen with @X and AB'],
  ['https://x.example/ab/status', 'https://x.example/X/status'],
  ['long.name said', 'Y said'],
  ['see long.name.', 'see Y.'],
  ['notlong.name', 'notlong.name'],
])('names are found behind an @, in addresses and as words: %s', (text, without) => {
  const hidden = new Map([
    ['ab', 'X'],
    ['long.name', 'Y'],
  ])
  expect(withoutNames(text, { all: new Set(hidden.keys()), own: hidden })).toBe(without)
})

test('a pseudonym in a long indicator moves no cut into a sign, which would keep all parts from opening', async () => {
  const beta = partOf('beta')
  const value = `xy/alpha_person0/${'😀'.repeat(200)}`
  beta.pack.indicators = [{ kind: 'url', value }]
  const rendered = await render([partOf('alpha'), beta], TERMS, KEY)
  const said = rendered.indicators.find(({ member }) => member === 'Platform beta')!.value
  expect(said.slice(0, 250).isWellFormed()).toBe(false)
  const bundle = JSON.parse([...toBundle(rendered, FACTS)].join(''))
  expect(validate(bundle).faults.filter(({ level }) => level === 'must')).toEqual([])
})

test('no cell of a table is a formula, and a text with quotes and lines stays one cell', async () => {
  const part = partOf('alpha', 0)
  part.pack.accounts[0]!.name = '=HYPERLINK("http://evil.example","x")'
  part.pack.posts[0]!.text = '+1\n"quoted", and more'
  const rendered = await render([part], TERMS, KEY)
  const tables = new Map(toTables(rendered).map(([name, lines]) => [name, [...lines].join('')]))
  expect(tables.get('accounts.csv')).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`)
  expect(tables.get('posts.csv')).toContain(`"'+1\n""quoted"", and more"`)
  expect(tables.get('figures.csv')).toContain('fewer than 5')
})

test('the bundle is valid STIX 2.1, and the same part has the same ids in the next version', async () => {
  const rendered = await render([partOf('alpha'), partOf('beta', 2)], TERMS, KEY)
  const bundle = JSON.parse([...toBundle(rendered, FACTS)].join(''))
  expect(validate(bundle).faults.filter(({ level }) => level === 'must')).toEqual([])
  const openedAt = '2026-10-04T12:00:00.000Z'
  const next = JSON.parse([...toBundle(rendered, { ...FACTS, version: 2, openedAt })].join(''))
  const idsOf = (of: { objects: { id: string }[] }) => of.objects.map(({ id }) => id)
  expect(idsOf(next)).toEqual(idsOf(bundle))
  const reports = next.objects.filter(({ type }: { type: string }) => type === 'report')
  expect(reports.map(({ modified }: { modified: string }) => modified)).toEqual([
    openedAt,
    openedAt,
  ])
})
