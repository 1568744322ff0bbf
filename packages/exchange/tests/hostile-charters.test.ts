/** Charters and reviews of persons as somebody would send them who means harm: refused where they stand, with nothing kept. */
import { getCharter, type CharterDraft } from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { charterOf, look, openParties, type Parties, propose } from './charter-parties.ts'
import type { Actor } from './members-at-work.ts'
import { MAIL, note, openWriters, type Writers } from './person-messages.ts'

const RULE = '@id("a") @reason("b")\nforbid (principal, action, resource)'
const HASH = '0'.repeat(64)

/** What came of a body as it is written. */
async function answerTo(who: Actor, path: string, body: string) {
  const reply = await who.send(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const { error } = (await reply.json()) as { error?: { message: string; path?: string } }
  return { status: reply.status, ...error }
}

onServer('Hostile charters', (open) => {
  let parties: Parties
  let id: string
  beforeAll(async () => {
    parties = await openParties(open)
    id = await parties.found()
  })
  afterAll(() => parties?.close())

  const texts: [string, string][] = [
    ['parentheses without end', `${RULE} when { ${'('.repeat(9_000)}`],
    ['parentheses that go deep', `${RULE} when { ${'('.repeat(9_000)}true${')'.repeat(9_000)} };`],
    ['a row of negations', `${RULE} when { ${'!'.repeat(15_000)}true };`],
    ['conditions without end', `${RULE} ${'when { true }'.repeat(1_400)};`],
    ['rules without end', `${RULE};`.repeat(300)],
    ['a list that is no list', `${RULE} when { principal.kind in [[[[]]]] };`],
    ['an entity of another schema', `${RULE} when { principal == __proto__::"constructor" };`],
    ['an attribute of every object', `${RULE} when { principal.__proto__ == "x" };`],
    ['half a sign', `${RULE} when { resource.tlp == "\ud800" };`],
    ['no sign at all', `${RULE} when { resource.tlp == "\u0000" };`],
    ['signs that turn the line', `${RULE} when { resource.tlp == "\u202eder" };`],
    ['a number that is none', `${RULE} when { resource.keptDays < 99999999999999999999 };`],
    ['a rule that admits', '@id("a") @reason("b")\npermit (principal, action, resource);'],
    ['a template', '@id("a") @reason("b")\nforbid (principal == ?principal, action, resource);'],
    ['a text that is too long', `//${'x'.repeat(20_000)}`],
  ]
  test.each(texts)('of a text of %s it is said where it cannot be', async (_, text) => {
    const draft: CharterDraft = charterOf({}, { text })
    const path = `/api/groups/${id}/charter`
    const body = JSON.stringify({ draft })
    const kept = await answerTo(parties.operator, `${path}/versions`, body)
    expect(kept).toMatchObject({ status: 400, path: expect.stringMatching(/^\/body\/draft/) })
    const checked = await answerTo(parties.operator, `${path}/check`, JSON.stringify(draft))
    expect([200, 400]).toContain(checked.status)
    const { versions } = await parties.operator.call(getCharter, { params: { id } })
    expect(versions.map(({ number }) => number)).toEqual([1])
  })

  const drafts: [string, (sound: CharterDraft) => object, string][] = [
    [
      'roles by inheritance',
      (sound) => ({ ...sound, terms: { ...sound.terms, senders: ['__proto__'] } }),
      'senders',
    ],
    [
      'a number of days past counting',
      (sound) => ({ ...sound, terms: { ...sound.terms, retentionDays: 1e300 } }),
      'retentionDays',
    ],
    [
      'an end that no calendar has',
      (sound) => ({ ...sound, terms: { ...sound.terms, until: '2026-02-31T00:00:00.000Z' } }),
      'until',
    ],
    [
      'an end of two kinds',
      (sound) => ({ ...sound, terms: { ...sound.terms, endsWith: { election: id, days: 5 } } }),
      '',
    ],
    [
      'an election that is not there',
      (sound) => ({
        ...sound,
        terms: { ...sound.terms, until: undefined, endsWith: { election: id, days: 5 } },
      }),
      'endsWith',
    ],
    ['cases that are no cases', (sound) => ({ ...sound, cases: [{ __proto__: null }] }), 'cases/0'],
    [
      'more cases than are looked through',
      (sound) => ({ ...sound, cases: Array.from({ length: 101 }, () => ({})) }),
      'cases',
    ],
    [
      'markings without end',
      (sound) => ({
        ...sound,
        terms: { ...sound.terms, markings: Array.from({ length: 101 }, String) },
      }),
      'markings',
    ],
  ]
  test.each(drafts)('a draft with %s is refused where it stands', async (_, spoil, place) => {
    const body = JSON.stringify({ draft: spoil(charterOf()) })
    const answer = await answerTo(parties.operator, `/api/groups/${id}/charter/versions`, body)
    expect(answer.status).toBe(400)
    expect(answer.path).toContain(place)
  })

  test('a body that goes deep is refused by every route of charters', async () => {
    const deep = `{"draft":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    const path = `/api/groups/${id}/charter`
    for (const to of ['check', 'versions', 'versions/1/adopt', 'versions/1/refuse'])
      expect([400, 413]).toContain((await answerTo(parties.operator, `${path}/${to}`, deep)).status)
  })

  test('a number that is no version is no version', async () => {
    const body = JSON.stringify({ sha256: HASH, seen: HASH })
    for (const number of ['0', '-1', '1e1', '2147483648', '99999999999999999999', '__proto__'])
      for (const act of ['adopt', 'refuse']) {
        const path = `/api/groups/${id}/charter/versions/${number}/${act}`
        const sent = act === 'adopt' ? body : '{"reason":"No"}'
        expect([400, 404]).toContain((await answerTo(parties.counsel, path, sent)).status)
      }
    const none = { code: 'not-found', message: 'no such version of this charter' }
    await expect(look(parties.counsel, id, 99)).rejects.toMatchObject(none)
    const path = `/api/groups/${id}/charter/versions/99/adopt`
    expect(await answerTo(parties.counsel, path, body)).toMatchObject({ ...none, status: 404 })
    // Whoever is outside is told of no version whether it is there.
    const outsider = await parties.stage.admit('Other platform', 'platform', ['reviewer'])
    for (const number of [1, 99]) {
      const to = `/api/groups/${id}/charter/versions/${number}/adopt`
      expect(await answerTo(outsider, to, body)).toMatchObject({ code: 'refused-by-policy' })
      await expect(look(outsider, id, number)).rejects.toMatchObject({ message: 'no such group' })
    }
  })

  test('what was not looked at is adopted by no hash, and stays a proposal', async () => {
    const { number } = await propose(parties.operator, id, charterOf({ maxTlp: 'green' }))
    const path = `/api/groups/${id}/charter/versions/${number}/adopt`
    const body = JSON.stringify({ sha256: HASH, seen: HASH })
    const answer = await answerTo(parties.counsel, path, body)
    expect(answer.status).toBe(409)
    expect((await look(parties.counsel, id, number)).version.state).toBe('proposed')
  })
})

onServer('Hostile reviews of persons', (open) => {
  let writers: Writers
  beforeAll(async () => {
    writers = await openWriters(open)
  })
  afterAll(() => writers?.close())

  const reviews: [string, object][] = [
    ['names without end', { statements: [], names: Array.from({ length: 1_001 }, () => 'Roe') }],
    ['a name without letters of its own', { statements: [], names: ['\u202e\u200b'] }],
    ['half a sign for a name', { statements: [], names: ['\ud800'] }],
    ['a name that is too long', { statements: [], names: ['x'.repeat(100_000)] }],
    ['a kind of person by inheritance', { statements: [{ as: '__proto__', found: [] }] }],
    ['people that are no list', { statements: [{ as: 'foreign', found: { length: 9 } }] }],
    ['statements that are none', { statements: [null, 1, 'x', []] }],
  ]
  test.each(reviews)('a review with %s is refused where it stands', async (_, persons) => {
    const body = JSON.stringify({ ...writers.draftOf([note(MAIL)]), persons })
    const answer = await answerTo(writers.agency, '/api/releases/preview', body)
    expect(answer).toMatchObject({ status: 400, path: expect.stringContaining('persons') })
  })

  const odd: [string, object][] = [
    ['people who were not found', { statements: [{ as: 'foreign', found: ['mail:__proto__'] }] }],
    ['a hash of something else', { of: '__proto__', statements: [] }],
    ['names of every object', { statements: [], names: ['__proto__', 'constructor', 'toString'] }],
  ]
  test.each(odd)('a review with %s counts for nobody', async (_, persons) => {
    const body = { ...writers.draftOf([note(MAIL)]), persons }
    const { persons: found } = await writers.look(body as Parameters<Writers['look']>[0])
    expect(found).toMatchObject({ reviewed: false })
    expect(found!.found.map(({ kind }) => kind)).toContain('mail')
  })
})
