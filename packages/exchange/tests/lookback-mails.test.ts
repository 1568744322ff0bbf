/** Analysts are mailed that what their organisation keeps was hit, as each chose, in words that name nothing of it. */
import {
  changeSettings,
  createRelease,
  getLookback,
  keepList,
  listLookbackHits,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { freshPostgres, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const HOUR = 3_600_000
const NAME = 'kept.example'

let database: TestDatabase
let mail: Awaited<ReturnType<typeof startMailServer>>
let stage: Stage
let sender: Actor
let keeper: Actor
let colleague: Actor
let group: string
beforeAll(async () => {
  database = await freshPostgres()
  mail = await startMailServer()
  stage = await openStage(database, { logins: { smtpUrl: mail.url } })
  sender = await stage.admit('Sender', 'platform')
  keeper = await stage.admit('Keeper', 'platform')
  colleague = await stage.join(keeper, ['analyst'])
  const other = await stage.admit('Other', 'platform')
  group = await stage.found('Circle', [sender, keeper, other])
  for (const [by, text] of [
    [keeper, `${NAME}\n`],
    [other, 'nothing.example\n'],
  ] as const)
    await by.call(keepList, { query: { name: 'names.txt', of: 'list' }, body: new Blob([text]) })
})
afterAll(async () => {
  await stage?.close()
  await database?.close()
  await mail?.stop()
})

const addressOf = async ({ personId }: Actor) =>
  (
    await database.db
      .selectFrom('people')
      .select('email')
      .where('id', '=', personId)
      .executeTakeFirstOrThrow()
  ).email
const sent = async () => {
  await stage.exchange.drain()
  return mail.mails.splice(0)
}
const sentTo = async () => (await sent()).map(({ to }) => to).toSorted()
const choose = (by: Actor, lookbackMail: 'at-once' | 'daily' | 'none') =>
  by.call(changeSettings, { body: { lookbackMail } })

async function release(name = NAME): Promise<string> {
  stage.clock.advance(1000)
  const draft = {
    title: `Seen ${randomUUID()}`,
    terms: {
      groupId: group,
      tlp: 'green',
      pap: 'green',
      purpose: 'platform-integrity',
      basis: 'Charter',
    },
    objects: [
      {
        type: 'indicator',
        spec_version: '2.1',
        id: `indicator--${randomUUID()}`,
        created: '2026-09-01T00:00:00.000Z',
        modified: '2026-09-01T00:00:00.000Z',
        name: 'Seen',
        indicator_types: ['malicious-activity'],
        pattern: `[domain-name:value = '${name}']`,
        pattern_type: 'stix',
        valid_from: '2026-09-01T00:00:00.000Z',
      },
    ],
  } as ReleaseDraft
  const { digest } = await sender.call(previewRelease, { body: draft })
  return (await sender.call(createRelease, { body: { draft, digest } })).summary.id
}

test('each analyst of the member that was hit is mailed where to look, and neither what hit nor whose release; nobody else hears', async () => {
  await release('elsewhere.example')
  expect(await sent()).toEqual([])
  const id = await release()
  const mails = await sent()
  const both = [await addressOf(keeper), await addressOf(colleague)].toSorted()
  expect(mails.map(({ to }) => to).toSorted()).toEqual(both)
  expect(mails[0]!.text).toContain('nobody of it has opened: 1.')
  expect(mails[0]!.text).toContain('/lookback')
  expect(mails[0]!.text + mails[0]!.subject).not.toMatch(/kept\.example|Sender|Seen/)
  expect((await keeper.call(getLookback)).mails).toEqual({ handedOver: 2, waiting: 0, failed: 0 })
  await keeper.call(listLookbackHits, { params: { id }, query: {} })
})

test('what comes after waits for the time that each chose, is told once of all, and whoever wants none gets none', async () => {
  await choose(colleague, 'at-once')
  await choose(keeper, 'daily')
  await release()
  await release()
  expect(await sent()).toEqual([])
  stage.clock.advance(HOUR)
  const [first, ...more] = await sent()
  expect(more).toEqual([])
  expect(first).toMatchObject({ to: await addressOf(colleague) })
  expect(first!.text).toContain('nobody of it has opened: 2.')
  stage.clock.advance(23 * HOUR)
  expect(await sentTo()).toEqual([await addressOf(keeper)])
  await choose(keeper, 'none')
  await choose(colleague, 'none')
  await release()
  stage.clock.advance(48 * HOUR)
  expect(await sent()).toEqual([])
})

test('where all was opened or taken back before its turn nothing is sent, and no mail counts as failed', async () => {
  await choose(keeper, 'daily')
  const first = await release()
  expect(await sentTo()).toEqual([await addressOf(keeper)])
  const unopened = await database.db
    .selectFrom('lookback_matches')
    .select('release_id')
    .where('opened_at', 'is', null)
    .where('hits', '>', 0)
    .execute()
  const ids = unopened.map((one) => one.release_id)
  expect(ids).toContain(first)
  for (const id of ids) await keeper.call(listLookbackHits, { params: { id }, query: {} })
  const second = await release()
  await stage.exchange.drain()
  await sender.call(recallRelease, { params: { id: second }, body: { reason: 'It was wrong.' } })
  stage.clock.advance(25 * HOUR)
  expect(await sent()).toEqual([])
  expect((await keeper.call(getLookback)).mails).toMatchObject({ waiting: 0, failed: 0 })
})
