import {
  addToGroup,
  createGroup,
  createRelease,
  getInbox,
  getRelease,
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
    expect(inbox).toEqual({ unseen: [first], more: false, recalls: 0 })
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
    expect(await reader(getInbox)).toEqual({ unseen: [id], more: false, recalls: 1 })
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
})
