import { toReceived, type Release } from '@tocsin/api'
import { expect, test } from 'vitest'
import { advicePart, factsOf } from './paper-parts.ts'
import { standingOf, withheldPart } from './paper-words.ts'
import { renderRelease, saidIn, type Printed } from './print.ts'

const AT = '2026-10-12T06:00:00.000Z'
const ID = '00000000-0000-4000-8000-00000000000f'
const OTHER = '00000000-0000-4000-8000-00000000000e'
const FACTS = { at: new Date(AT), exercise: false, log: { origin: 'https://x.example', logKey: 'x.example+1+A' } } // prettier-ignore

const release = (more: object = {}, statement?: object) =>
  ({
    summary: {
      id: ID,
      title: 'Accounts in step',
      from: { id: OTHER, name: 'Platform A', kind: 'platform' },
      group: { id: OTHER, name: 'Circle' },
      terms: { groupId: OTHER, tlp: 'amber', pap: 'green', purpose: 'research', basis: 'Charter' },
      objectCount: 3,
      releasedAt: AT,
      awaitsMyAnswer: false,
      logIndex: 7,
      ...more,
    },
    recipients: [],
    refusals: [],
    ...(statement ? { statement } : {}),
  }) as unknown as Release
const account = (at: number) => ({
  type: 'user-account',
  id: `user-account--${at}`,
  account_login: `account_${at}`,
  account_type: 'telegram',
})
const pdfOf = async (...printed: Printed[]) =>
  Buffer.from(await renderRelease(printed, FACTS)).toString('latin1')

test('a list that is too long for paper is cut, and what is left out is counted', () => {
  const objects = Array.from({ length: 1234 }, (_, at) => account(at))
  const [accounts] = factsOf(toReceived(objects, ID), 'Platform A')
  expect(accounts!.heading).toBe('Accounts')
  expect(accounts!.list).toHaveLength(200)
  expect(accounts!.texts[0]).toBe(
    '200 of 1,234 accounts are on these pages; the STIX objects of the release have all. That an account is listed does not say that it is false, nor whose it is.',
  )
})

test('that accounts are tied is the word of their sender, and says of no tie that they acted together', () => {
  const tie = {
    type: 'relationship',
    id: 'relationship--1',
    relationship_type: 'duplicate-of',
    source_ref: 'user-account--1',
    target_ref: 'user-account--2',
  }
  const received = toReceived([account(1), account(2), tie], ID)
  expect(factsOf(received, 'Platform A')[0]!.texts).toEqual([
    'Platform A ties 1 pair of them. That an account is listed does not say that it is false, nor whose it is.',
  ])
})

test('that a sender gives no advice is said, and what no heading has a place for is counted', () => {
  const received = toReceived([{ type: 'tool', id: 'tool--1' }], ID)
  expect(advicePart(received, 'Platform A').texts).toEqual(['Platform A gives no advice with it.'])
  expect(factsOf(received, 'Platform A')).toEqual([
    {
      heading: 'What else it holds',
      texts: ['Among the STIX objects of the release, not on these pages: 1 of type tool.'],
    },
  ])
})

test('the note of a part that is advice is its advice, and it is not said to give none', () => {
  const note = { type: 'note', id: 'note--1', content: 'Offices may wait.', object_refs: [] }
  const { notes, ...received } = toReceived([note], ID)
  expect(advicePart({ ...received, notes }, 'Platform A', notes)).toMatchObject({
    heading: 'Advice',
    list: ['Offices may wait.'],
  })
  const part = { statement: ID, kind: 'advice', tellsAgain: false } as const
  const said = saidIn([note], release({ part }))
  expect(said.map(({ heading }) => heading)).toEqual(['Advice'])
})

test('that it was taken back, corrected or is past its time is said before what it holds', () => {
  const part = { statement: ID, kind: 'facts', tellsAgain: false }
  const said = standingOf(
    release({
      recalledAt: AT,
      recallReason: 'One was wrong.',
      part: { ...part, corrected: true, validUntil: AT },
      tearCommitment: 'AAAA',
    }),
    new Date(AT),
  )
  expect(said.map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
    'TAKEN BACK',
    'CORRECTED since,',
    'Its sender',
    'This is',
  ])
  expect(standingOf(release(), new Date(AT))).toEqual([])
})

test('parts that are withheld are counted, and those that are not printed are named', () => {
  const other = {
    releaseId: OTHER,
    title: 'Who it is',
    kind: 'attribution',
    tlp: 'amber',
    ended: true,
  }
  const statement = { parts: [{ releaseId: ID, kind: 'facts' }, other], withheld: 2 }
  expect(withheldPart(release({}, statement), new Set([ID]), 'amber')?.texts).toEqual([
    '2 parts of this statement withheld: released to others, on terms that do not admit your organisation.',
    `Attribution: Who it is, release ${OTHER}, whose terms have ended.`,
  ])
  const all = new Set([ID, OTHER])
  expect(withheldPart(release({}, { ...statement, withheld: 0 }), all, 'amber')).toBe(undefined)
})

test.each([
  ['amber', 'red'],
  ['green', 'amber'],
  ['amber', 'amber+strict'],
] as const)(
  'pages marked %s, which may be passed on so, name no part that is marked %s',
  (label, tlp) => {
    const part = { releaseId: OTHER, title: 'Who it is', kind: 'attribution', tlp, ended: false }
    const texts = withheldPart(
      release({}, { parts: [part], withheld: 0 }),
      new Set([ID]),
      label,
    )!.texts
    expect(texts).toEqual([expect.stringMatching(/^1 more part of this statement, marked more/)])
    expect(texts.join()).not.toMatch(new RegExp(`Who it is|Attribution|${OTHER}`))
  },
)

test('it is a tagged PDF with title and language, also of what was taken back and of names in every script', async () => {
  const objects = [account(1), { ...account(2), account_login: '投票\u202E🗳' }]
  for (const one of [
    { release: release(), objects },
    { release: release({ recalledAt: AT }), objects: undefined },
    { release: release({ title: `${'x'.repeat(300)} <&> \u0000` }), objects: [] },
  ])
    for (const sign of ['/StructTreeRoot', '/Lang (en)', '<pdfuaid:part>1</pdfuaid:part>'])
      expect((await pdfOf(one)).includes(sign)).toBe(true)
})
