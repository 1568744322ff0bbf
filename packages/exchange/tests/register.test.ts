/** The public register: every message of government to platforms and campaigns, and nothing of who received or what they did. */
import {
  ALL_ROUTES,
  answerRecall,
  countRegister,
  createClient,
  getRegisterEntry,
  getReleaseObjects,
  listRefusals,
  listRegister,
  recallRelease,
  RegisterEntry,
  withholdWords,
  type Message,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChanged } from '../src/register/changed.ts'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

const DAY_MS = 86_400_000
const ROUTES = ALL_ROUTES.filter(({ path }) => path.startsWith('/api/register'))

onEachDatabase('The register', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platforms: Actor[]
  let group: string
  let id: string
  let call: ReturnType<typeof createClient>
  const textOf = async (path: string) => (await stage.exchange.app.request(path)).text()
  /** All that anybody can ask of the register, as one text. */
  const all = async () => {
    const paths = ROUTES.flatMap(({ path }) =>
      path.endsWith(':format')
        ? ['jsonl', 'csv'].map((format) => path.replace(':format', format))
        : [path.replace(':id', id)],
    )
    return (await Promise.all(paths.map(textOf))).join('\n')
  }
  const draftOf = (
    message: Message = MESSAGE,
    title = 'Quillfeather in the title',
  ): ReleaseDraft => ({
    title,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-10-01T10:00:00.000Z',
        modified: '2026-10-01T10:00:00.000Z',
        content: 'Quillfeather in the text',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
      {
        type: 'domain-name',
        spec_version: '2.1',
        id: `domain-name--${randomUUID()}`,
        value: `quillfeather-${randomUUID()}.example`,
      },
    ],
    message,
  })

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('=Agency, "A"', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platforms = []
    for (let i = 0; i < 5; i++) platforms.push(await stage.admit(`Receiver ${i}`, 'platform'))
    const campaign = await stage.admit('Receiver of a campaign', 'campaign')
    group = await stage.found('Room', [agency, ...platforms, campaign])
    id = (await sendReviewed(agency, second, draftOf())).summary.id
    call = createClient({
      fetch: ((url: string, init: RequestInit) => stage.exchange.app.request(url, init)) as never,
    })
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  test('an entry stands there with the release, for anybody, and counts of a kind below five are not told', async () => {
    const entry = await call(getRegisterEntry, { params: { id } })
    expect(entry).toMatchObject({
      type: 'notice-of-information',
      sender: '=Agency, "A"',
      receivers: [
        { kind: 'campaign', fewerThan: 5 },
        { kind: 'platform', count: 5 },
      ],
      nexus: 'foreign-government',
      usPersons: 'none-found',
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      textFrom: '2027-03-30T12:00:00.000Z',
    })
    const { summary } = await sendReviewed(
      agency,
      second,
      draftOf({ ...MESSAGE, type: 'advisory' }, 'A warning'),
    ).catch(() => ({ summary: undefined }))
    expect(summary).toBeUndefined()
    expect((await call(listRegister)).items.map((one) => one.id)).toEqual([id])
  })

  test('its words are neither shown nor found before their day, and both from then on', async () => {
    const found = async (words: string) =>
      (await call(listRegister, { query: { words } })).items.length
    expect(await all()).not.toContain('Quillfeather')
    expect([await found('quillfeather'), await found('AGENCY security')]).toEqual([0, 1])
    const now = stage.clock.now()
    stage.clock.advance(180 * DAY_MS)
    expect((await call(getRegisterEntry, { params: { id } })).text).toContain(
      'Quillfeather in the text',
    )
    expect(await found('quillfeather')).toBe(1)
    expect(await all()).not.toContain('quillfeather-')
    stage.clock.set(now)
  })

  test('no receiver is named, and nothing that a receiver does changes a byte of it', async () => {
    const before = await all()
    const names = [...platforms.map((one) => one.id), 'Receiver', agency.personId, second.personId]
    expect(names.filter((name) => before.includes(name))).toEqual([])
    await platforms[0]!.call(getReleaseObjects, { params: { id } })
    expect(await all()).toBe(before)
    await agency.call(recallRelease, { params: { id }, body: { reason: 'Sent too early' } })
    const recalled = await all()
    expect(recalled).toContain('withdrawnAt')
    await platforms[0]!.call(answerRecall, { params: { id }, body: { answer: 'kept' } })
    expect(await all()).toBe(recalled)
  })

  test('that a receiver tried to read what was taken back is on record for itself, and for no operator of its sender', async () => {
    const operator = await stage.join(agency, ['operator'])
    await expect(platforms[1]!.call(getReleaseObjects, { params: { id } })).rejects.toMatchObject({
      code: 'expired',
    })
    const seenBy = async (actor: Actor) => JSON.stringify(await actor.call(listRefusals))
    expect(await seenBy(platforms[1]!)).toContain(id)
    for (const other of [operator, agency, platforms[2]!])
      expect(await seenBy(other)).not.toContain(id)
  })

  test('no column of it holds a receiver, a reading or an answer', async () => {
    const { rows } = await database.db
      .selectFrom('information_schema.columns' as never)
      .select('column_name' as never)
      .where('table_name' as never, '=', 'register_entries' as never)
      .execute()
      .then((found) => ({
        rows: (found as { column_name: string }[]).map((one) => one.column_name),
      }))
    expect(rows.toSorted()).toEqual(
      [
        'at',
        'authority',
        'content_hash',
        'id',
        'log_index',
        'nexus',
        'no_ask',
        'person_review',
        'position',
        'purpose',
        'receivers',
        'sender',
        'text',
        'text_from',
        'type',
        'us_persons',
      ].toSorted(),
    )
    expect(Object.keys(RegisterEntry.properties)).not.toContain('readAt')
  })

  test('searched by day, type and sender, a page at a time; a false day is refused', async () => {
    const more = [await sendReviewed(agency, second, draftOf(MESSAGE, 'Two'))]
    more.unshift(await sendReviewed(agency, second, draftOf(MESSAGE, 'Three')))
    const first = await call(listRegister, { query: { limit: 2 } })
    const rest = await call(listRegister, { query: { limit: 2, after: first.next! } })
    const ids = [...first.items, ...rest.items].map((one) => one.id)
    expect(ids).toEqual([...more.map((one) => one.summary.id), id])
    const count = async (query: object) => (await call(listRegister, { query })).items.length
    expect(
      await Promise.all([
        count({ type: 'advisory' }),
        count({ type: 'notice-of-information' }),
        count({ sender: 'agency' }),
        count({ sender: 'nobody' }),
        count({ from: '2026-10-01T00:00:00Z', until: '2026-10-02T00:00:00Z' }),
        count({ until: '2026-10-01T00:00:00Z' }),
      ]),
    ).toEqual([0, 3, 3, 0, 3, 0])
    await expect(count({ from: '2026-13-01T00:00:00Z' })).rejects.toMatchObject({
      code: 'bad-request',
    })
  })

  test('its counts by month, type and sender agree with its entries, and count nothing of a receiver', async () => {
    const { items } = await call(listRegister)
    const counts = await call(countRegister)
    const row = { type: 'notice-of-information', count: items.length, withdrawn: 1 }
    expect(counts).toEqual({
      total: items.length,
      months: [{ month: '2026-10', ...row }],
      senders: [{ sender: '=Agency, "A"', senderKind: 'agency', ...row }],
    })
    const named = async (senderIs: string) =>
      (await call(listRegister, { query: { senderIs } })).items.length
    expect([await named('=Agency, "A"'), await named('=agency')]).toEqual([items.length, 0])
  })

  test('the feed is well-formed, and a cell of the table is no formula', async () => {
    const feed = await textOf('/api/register/feed')
    expect(feed).toContain(`<id>urn:uuid:${id}</id>`)
    expect(feed).toContain('<name>=Agency, &quot;A&quot;</name>')
    expect(feed.match(/<entry>/g)).toHaveLength(3)
    expect(feed.match(/<\/entry>/g)).toHaveLength(3)
    // The first was taken back, which the feed says and dates as a change.
    expect(feed.match(/<summary>Taken back by its sender on /g)).toHaveLength(1)
    expect(feed).toMatch(/<published>(\S+)<\/published>\n<updated>\S+<\/updated>/)
    const rows = (await textOf('/api/register/bulk/csv')).trimEnd().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[1]).toContain(`"'=Agency, ""A"""`)
    const lines = (await textOf('/api/register/bulk/jsonl')).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)[0]).toBe(id)
  })

  test('the feed gives what changed last, however old: taken back, put off, words public', async () => {
    const { context } = stage.exchange
    const now = stage.clock.now()
    const idsOf = async () => (await readChanged(context, 2)).entries.map((one) => one.id)
    const { items } = await call(listRegister)
    const [newest, newer, oldest] = items.map((one) => one.id)
    stage.clock.advance(DAY_MS)
    await agency.call(recallRelease, { params: { id: newer! }, body: { reason: 'Sent too early' } })
    expect(await idsOf()).toContain(newer)
    stage.clock.advance(170 * DAY_MS)
    await second.call(withholdWords, {
      params: { id: oldest! },
      body: {
        textFrom: items[2]!.textFrom,
        until: '2027-06-01T00:00:00.000Z',
        reason: 'An inquiry that the words would disclose is not at its end.',
      },
    })
    expect(await idsOf()).toEqual([newer, oldest])
    stage.clock.advance(20 * DAY_MS)
    expect((await idsOf()).toSorted()).toEqual([newest, newer].toSorted())
    const feed = await textOf('/api/register/feed')
    expect(feed).toContain(`Its words are public since ${items[0]!.textFrom}.`)
    expect(feed).toContain(`<updated>${items[0]!.textFrom}</updated>`)
    expect(feed).not.toContain('Quillfeather')
    stage.clock.set(now)
  })
})
