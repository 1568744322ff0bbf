import {
  addToGroup,
  createGroup,
  createRelease,
  getInbox,
  getRelease,
  INBOX_NAMED,
  markAllSeen,
  markSeen,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'

const SENDER = 'sender@platform.example'
const READER = 'reader@platform.example'
const COLLEAGUE = 'colleague@platform.example'
const HUB = 'hub@hub.example'
const MINUTE = 60_000

onEachDatabase('what is new to a person', (open) => {
  let node: TestExchange
  let group: string
  let reading: string

  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    const admit = (name: string, email: string) =>
      node.admit({ name, kind: 'platform', email, roles: ['analyst'] })
    const members = [await admit('Platform A', SENDER), await admit('Platform B', READER)]
    reading = members[1]!
    await node.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
    await add(COLLEAGUE)
    const hub = await node.stage.as(HUB)
    const body = {
      name: 'Circle',
      charter: 'Members tell each other what they found.',
      purposes: ['platform-integrity' as const],
      legalBasis: 'Charter',
      maxTlp: 'amber' as const,
      expiresAt: '2029-09-01T00:00:00.000Z',
    }
    group = (await hub(createGroup, { body })).id
    for (const memberId of members) await hub(addToGroup, { params: { id: group, memberId } })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  /** One more person of the member that receives. */
  async function add(email: string): Promise<void> {
    const person = { id: randomUUID(), member_id: reading, name: 'Analyst', email }
    await node.context.database.db
      .insertInto('people')
      .values({ ...person, roles: ['analyst'], created_at: node.clock.now() })
      .execute()
  }

  async function release(): Promise<string> {
    node.clock.advance(MINUTE)
    const sender = await node.stage.as(SENDER)
    const purpose = 'platform-integrity' as const
    const draft: ReleaseDraft = {
      title: 'Seen in step',
      terms: { groupId: group, tlp: 'green', pap: 'green', purpose, basis: 'Charter' },
      objects: [
        {
          type: 'note',
          spec_version: '2.1',
          id: `note--${randomUUID()}`,
          created: '2026-10-01T10:00:00.000Z',
          modified: '2026-10-01T10:00:00.000Z',
          content: 'Seen in step',
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
    }
    const { digest } = await sender(previewRelease, { body: draft })
    return (await sender(createRelease, { body: { draft, digest } })).summary.id
  }

  const unseenBy = async (who: string) => (await (await node.stage.as(who))(getInbox)).unseen

  test('what was looked at is a person’s own: a colleague’s count stays, and neither sender nor record learns it', async () => {
    const [first, second] = [await release(), await release()]
    expect(await unseenBy(READER)).toEqual([second, first])
    expect(await unseenBy(COLLEAGUE)).toEqual([second, first])
    expect(await unseenBy(SENDER)).toEqual([])
    const { db } = node.context.database
    const countActs = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from log_entries`.execute(db)).rows[0]!.n
    const before = await countActs()
    node.clock.advance(MINUTE)
    const reader = await node.stage.as(READER)
    const inbox = await reader(markSeen, { body: { releases: [second], seen: true } })
    expect(inbox).toMatchObject({ unseen: [first], total: 1, recalls: 0 })
    expect(await countActs()).toBe(before)
    expect(await unseenBy(COLLEAGUE)).toEqual([second, first])
    const sender = await node.stage.as(SENDER)
    const { recipients } = await sender(getRelease, { params: { id: second } })
    expect(recipients[0]).not.toHaveProperty('readAt')
    await reader(markSeen, { body: { releases: [second], seen: false } })
    expect(await unseenBy(READER)).toEqual([second, first])
    await reader(markSeen, { body: { releases: [first, second], seen: true } })
    expect(await unseenBy(READER)).toEqual([])
  })

  test('what is taken back after it was looked at is new again, and waits for an answer', async () => {
    const id = await release()
    const reader = await node.stage.as(READER)
    node.clock.advance(MINUTE)
    await reader(markSeen, { body: { releases: [id], seen: true } })
    expect(await unseenBy(READER)).toEqual([])
    node.clock.advance(MINUTE)
    const sender = await node.stage.as(SENDER)
    await sender(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    expect(await reader(getInbox)).toMatchObject({ unseen: [id], total: 1, recalls: 1 })
  })

  test('nobody marks what they were not given, and what came before a person did is not new to them', async () => {
    const sender = await node.stage.as(SENDER)
    for (const one of [await release(), randomUUID()])
      await expect(
        sender(markSeen, { body: { releases: [one], seen: true } }),
      ).rejects.toMatchObject({ status: 404 })
    node.clock.advance(MINUTE)
    await add('late@platform.example')
    expect(await unseenBy('late@platform.example')).toEqual([])
    const next = await release()
    expect(await unseenBy('late@platform.example')).toEqual([next])
  })
  /** As many releases more as rows can be copied from one, to be far more than an inbox names. */
  async function copies(of: string, count: number): Promise<void> {
    const { db } = node.context.database
    await sql`insert into releases
      select (json_populate_record(r, json_build_object('id', gen_random_uuid(), 'position', nextval('release_position'),
        'digest', gen_random_uuid()))).* from releases r, generate_series(1, ${count}) where r.id = ${of}`.execute(
      db,
    )
    await sql`insert into release_recipients
      select (json_populate_record(my, json_build_object('release_id', r.id))).* from release_recipients my, releases r
      where my.release_id = ${of} and not exists (select from release_recipients x where x.release_id = r.id)`.execute(
      db,
    )
  }

  test('all that is new is counted and marked, however far back, and nothing that came after the list was seen', async () => {
    const reader = await node.stage.as(READER)
    const before = await reader(getInbox)
    const id = await release()
    await copies(id, 300)
    node.clock.advance(MINUTE)
    const sender = await node.stage.as(SENDER)
    await sender(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    const inbox = await reader(getInbox)
    expect(inbox).toMatchObject({ total: before.total + 301, recalls: before.recalls + 1 })
    expect(inbox.unseen).toHaveLength(INBOX_NAMED)
    const late = await release()
    const left = await reader(markAllSeen, { body: inbox.upTo! })
    expect(left).toMatchObject({ unseen: [late], total: 1, recalls: before.recalls + 1 })
    expect((await (await node.stage.as(COLLEAGUE))(getInbox)).total).toBeGreaterThan(300)
    await expect(
      reader(markAllSeen, { body: { ...inbox.upTo!, at: '2026-13-45T00:00:00Z' } }),
    ).rejects.toMatchObject({ code: 'bad-request', path: '/body/at' })
    expect(await reader(markAllSeen, { body: left.upTo! })).toMatchObject({ unseen: [], total: 0 })
  })

  test('windows of one person that mark the same at once, in any order, never wait for each other', async () => {
    const reader = await node.stage.as(READER)
    await copies(await release(), 150)
    const { unseen, upTo } = await reader(getInbox)
    expect(unseen.length).toBeGreaterThan(100)
    const { db, kind } = node.context.database
    const deadlocks = async () => {
      const { rows } = await sql<{
        n: number
      }>`select deadlocks as n from pg_stat_database where datname = current_database()`.execute(db)
      return rows[0]!.n
    }
    const before = await deadlocks()
    const turned = (at: number) => [...unseen.slice(at), ...unseen.slice(0, at)]
    const all = Array.from({ length: kind === 'postgres' ? 60 : 12 }, (_, at) =>
      at % 4 === 3
        ? reader(markAllSeen, { body: upTo! })
        : reader(markSeen, {
            body: {
              releases: at % 2 === 0 ? turned(at) : turned(at).toReversed(),
              seen: at % 5 !== 0,
            },
          }),
    )
    const ended = await Promise.allSettled(all)
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([])
    // A deadlock is tried again and so shows in this count alone.
    await sql`select pg_stat_clear_snapshot()`.execute(db)
    expect(await deadlocks()).toBe(before)
  })
})
