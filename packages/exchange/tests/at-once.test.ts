import {
  acknowledgeNotice,
  addToGroup,
  createRelease,
  previewRelease,
  removeFromGroup,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, onStockPostgres, roundsOf, type TestDatabase } from '@tocsin/testkit'
import { testIndicator } from '@tocsin/testkit/taxii'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newLinkToken } from '../src/offices/door.ts'
import { warn } from './crew.ts'
import { addOffices } from './few-offices.ts'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

const TAXII = 'application/taxii+json;version=2.1'
/** `npm run bench -- sweeps` runs more. */
const RECALLS = roundsOf(10, 24)
const ROUNDS = roundsOf(5, 12)

function suite(open: () => Promise<TestDatabase>): void {
  let database: TestDatabase
  let stage: Stage
  let group: string
  let hub: Actor
  let agency: Actor
  let platform: Actor
  let machines: Actor[]
  let guest: Actor

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    hub = await stage.admit('Hub', 'hub', ['operator'])
    agency = await stage.admit('Agency', 'agency')
    platform = await stage.admit('Platform', 'platform')
    const peers = [await stage.admit('Peer A', 'platform'), await stage.admit('Peer B', 'platform')]
    guest = await stage.admit('Guest', 'platform')
    group = await stage.found('Platforms', [platform, ...peers])
    machines = await Promise.all(peers.map((peer) => stage.withKey(peer)))
    await addOffices(database)
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const release = async (): Promise<string> => {
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created: '2026-10-01T10:00:00.000Z',
      modified: '2026-10-01T10:00:00.000Z',
      content: 'Seen in step',
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const draft: ReleaseDraft = {
      title: 'Coordinated accounts',
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter, section 2',
      },
      objects: [note],
    }
    const { digest } = await platform.call(previewRelease, { body: draft })
    return (await platform.call(createRelease, { body: { draft, digest } })).summary.id
  }

  test('posting, polling, recalling, joining, leaving, sending and answering end in no failure of the server', async () => {
    const ids: string[] = []
    for (let i = 0; i < RECALLS; i++) ids.push(await release())
    await warn(agency)
    const root = `/taxii2/exchange/collections/${group}/objects/`
    const statuses: Record<string, number[]> = {}
    const ask = async (what: string, actor: Actor, path: string, init: RequestInit = {}) => {
      const { status } = await actor.send(path, init)
      ;(statuses[what] ??= []).push(status)
    }
    const write = (body: unknown, method = 'POST', type = 'application/json'): RequestInit => ({
      method,
      headers: { 'content-type': type, accept: TAXII },
      body: JSON.stringify(body),
    })
    const rounds = async (run: (round: number) => Promise<unknown>): Promise<void> => {
      for (let round = 0; round < ROUNDS; round++) await run(round)
    }
    const membership = { id: group, memberId: guest.id }
    const target = await database.db
      .selectFrom('notice_targets')
      .select('id')
      .executeTakeFirstOrThrow()
    const links = Array.from({ length: ROUNDS }, () => newLinkToken())
    await database.db
      .insertInto('notice_links')
      .values(links.map(({ hash }) => ({ token_hash: hash, target_id: target.id, rank: 0 })))
      .execute()

    await Promise.all([
      ...machines.flatMap((machine, at) => [
        rounds((n) =>
          ask('post', machine, root, {
            ...write({ objects: [testIndicator(at * 1000 + n)] }, 'POST', TAXII),
          }),
        ),
        rounds(() => ask('poll', machine, `${root}?limit=50`, { headers: { accept: TAXII } })),
      ]),
      // The same objects from both, so that their releases repeat each other's.
      ...machines.map((machine) =>
        rounds((n) =>
          ask(
            'repeat',
            machine,
            root,
            write({ objects: [testIndicator(9000 + n)] }, 'POST', TAXII),
          ),
        ),
      ),
      ...ids.map((id) =>
        ask('recall', platform, `/api/releases/${id}/recall`, write({ reason: 'A mistake' })),
      ),
      rounds(async () => {
        await hub.call(addToGroup, { params: membership })
        await hub.call(removeFromGroup, { params: membership })
      }),
      rounds(() =>
        release().catch((error: unknown) => {
          // Somebody joined or left since the preview: refused, not failed.
          expect(error).toMatchObject({ code: 'preview-outdated' })
        }),
      ),
      rounds(() => warn(agency)),
      ...links.map(({ token }) =>
        ask('answer', agency, acknowledgeNotice.path, write({ token, step: 'told' })),
      ),
    ])

    expect(statuses['recall']).toEqual(ids.map(() => 200))
    expect(statuses['answer']!.every((status) => status === 200)).toBe(true)
    expect(statuses['post']!.every((status) => status === 202)).toBe(true)
    expect(
      Object.values(statuses)
        .flat()
        .filter((status) => status >= 500),
    ).toEqual([])
  })
}

onEachDatabase('everybody at work at once', suite)
onStockPostgres('everybody at work at once', suite)
