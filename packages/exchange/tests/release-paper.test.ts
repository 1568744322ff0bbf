/** A release on paper: for whoever has it, counted as read, of a statement also whole. */
import {
  composeStix,
  createRelease,
  getRelease,
  previewRelease,
  recallRelease,
  type PartKind,
  type Tlp,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onServer('A release on paper', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let platform: Actor
  let hub: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    platform = await stage.admit('Platform', 'platform')
    hub = await stage.admit('Hub', 'hub')
    group = await stage.found('Room', [lab, platform])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const release = async (
    objects: unknown[],
    part?: { statement: string; kind: PartKind },
    tlp: Tlp = 'green',
  ) => {
    const terms = { groupId: group, tlp, pap: 'green' as const, purpose: 'research' as const, basis: 'Agreement' } // prettier-ignore
    const named = tlp === 'red' ? { named: [platform.id] } : {}
    const draft = { title: 'Accounts that post as one', terms: { ...terms, ...named }, objects, ...(part ? { part } : {}) } // prettier-ignore
    const { digest } = await lab.call(previewRelease, { body: draft })
    return (await lab.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const compose = () =>
    lab.call(composeStix, {
      body: {
        title: 'Accounts that post as one',
        words: 'Seen on Monday.',
        items: Array.from({ length: 80 }, (_, at) => ({ row: at + 1, kind: 'account' as const, platform: 'twitter', value: `quill${at}` })), // prettier-ignore
        lookFor: true,
        attribution: { actor: 'A foreign service', likelihood: 'likely', confidence: 'low', basis: 'Hosts.' }, // prettier-ignore
        advice: 'Treat mails that link to them as hostile.',
      },
    })
  const paperOf = async (by: Actor, id: string, parts = 'own') => {
    const { headers } = by
    const reply = await stage.exchange.app.request(`/api/releases/${id}/pdf?parts=${parts}`, { headers }) // prettier-ignore
    return { status: reply.status, text: Buffer.from(await reply.arrayBuffer()).toString('latin1') }
  }
  const isRead = async (id: string) =>
    (await lab.call(getRelease, { params: { id } })).recipients[0]?.readAt !== undefined

  test('whoever has it gets it, which counts as reading it; whoever sees its envelope alone does not', async () => {
    const { objects } = await compose()
    const id = await release(objects)
    expect(await isRead(id)).toBe(false)
    expect((await paperOf(hub, id)).status).toBe(404)
    const { status, text } = await paperOf(platform, id)
    expect([status, text.slice(0, 8), text.includes('Accounts that post as one')]).toEqual([
      200,
      '%PDF-1.7',
      true,
    ])
    expect(await isRead(id)).toBe(true)
  })

  test('one that was taken back is a paper that says so, and holds none of its objects', async () => {
    const { objects } = await compose()
    const id = await release(objects)
    const whole = (await paperOf(platform, id)).text.length
    await lab.call(recallRelease, { params: { id }, body: { reason: 'One was wrong' } })
    const { status, text } = await paperOf(platform, id)
    expect([status, text.length < whole]).toEqual([200, true])
  })

  test('a statement is printed whole where that is asked, and reads all its parts; alone, none but the one', async () => {
    const made = await compose()
    const { statement } = made
    const facts = await release(made.objects, { statement, kind: 'facts' })
    const attribution = await release(made.attribution!, { statement, kind: 'attribution' }, 'red')
    await paperOf(platform, facts)
    expect(await isRead(attribution)).toBe(false)
    expect((await paperOf(platform, facts, 'all')).status).toBe(200)
    expect(await isRead(attribution)).toBe(true)
  })
})
