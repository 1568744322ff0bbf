/** Key holders are told by mail that an auditor asks, and reminded; the auditor of what it came to. No mail holds what they guard. */
import {
  agreeToUnsealing,
  askUnsealing,
  declineUnsealing,
  listAuditUnsealings,
  listUnsealings,
  withdrawUnsealing,
  type Unsealing,
} from '@tocsin/api'
import { onServer, startMailServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetMasked } from '../src/sharing/masked.ts'
import type { Actor } from './members-at-work.ts'
import { openMasking, type Masking } from './unmasking-room.ts'

const DAY = 86_400_000
const WHY = { reason: 'The complaint names this account', legalBasis: 'Inspector General Act, 4' }

onServer('Mails about what auditors ask of key holders', (open) => {
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let room: Masking
  let holders: [Actor, Actor, Actor]
  let message: Awaited<ReturnType<Masking['sendMasked']>>
  let place = 0
  beforeAll(async () => {
    mail = await startMailServer()
    room = await openMasking(await open(), { smtpUrl: mail.url })
    const { stage } = room
    stage.clock.set(new Date('2026-12-01T12:00:00.000Z'))
    await extend()
    const mute = await stage.admit('Bar association', 'researcher', ['clerk'])
    holders = [await stage.admit('Observatory', 'researcher'), room.platform, mute]
    await sql`update charter_versions set terms = jsonb_set(terms, '{keyHolders}', ${JSON.stringify(holders.map(({ id }) => id))}::jsonb)
      where group_id = ${room.group}::uuid`.execute(room.database.db)
    message = await room.sendMasked(5)
  })
  beforeEach(async () => {
    await stage().exchange.drain()
    mail.mails.splice(0)
  })
  afterAll(async () => {
    await room?.close()
    await mail?.stop()
  })

  const stage = () => room.stage
  const extend = () =>
    room.database.db
      .updateTable('people')
      .set({ ends_at: new Date(room.stage.clock.now().getTime() + 300 * DAY) })
      .where('id', '=', room.inspector.personId)
      .execute()
  const addressOf = async ({ personId }: Actor) =>
    (
      await room.database.db
        .selectFrom('people')
        .select('email')
        .where('id', '=', personId)
        .executeTakeFirstOrThrow()
    ).email!
  const ask = () =>
    room.inspector.call(askUnsealing, {
      params: { id: message.id },
      body: { token: message.tokens[place++]!, ...WHY },
    })
  const sent = async () => {
    // What one round queues the next one sends.
    await stage().exchange.drain()
    await stage().exchange.drain()
    return mail.mails.splice(0)
  }
  const subjectsTo = async (actor: Actor, mails: Awaited<ReturnType<typeof sent>>) => {
    const address = await addressOf(actor)
    return mails.filter(({ to }) => to === address).map((one) => JSON.stringify(one))
  }
  const shown = async (id: string): Promise<Unsealing> =>
    (await room.inspector.call(listAuditUnsealings, { query: {} })).items.find(
      (one) => one.id === id,
    )!

  test('go to whoever can answer for a key holder, name nothing of it, and are said of each key holder to the auditor and to itself alone', async () => {
    const asked = await ask()
    expect(asked.holders.map(({ mail: said }) => said)).toEqual(['waiting', 'waiting', 'none'])
    const mails = await sent()
    const people = [holders[0], holders[1], room.colleague]
    expect(mails.map(({ to }) => to).toSorted()).toEqual(
      (await Promise.all(people.map(addressOf))).toSorted(),
    )
    expect(JSON.stringify(mails)).toContain('/openings')
    const secret = [
      asked.token,
      WHY.reason,
      WHY.legalBasis,
      'Inspector',
      'What was seen',
      'official.',
    ]
    for (const words of secret) expect(JSON.stringify(mails)).not.toContain(words)
    expect((await shown(asked.id)).holders.map(({ mail: said }) => said)).toEqual([
      'handed-over',
      'handed-over',
      'none',
    ])
    const seenBy = async (actor: Actor) =>
      (await actor.call(listUnsealings, { query: {} })).items.find(({ id }) => id === asked.id)!
    expect((await seenBy(holders[0])).holders.map(({ mail: said }) => said)).toEqual([
      'handed-over',
      undefined,
      undefined,
    ])
    expect((await seenBy(room.agency)).holders.map(({ mail: said }) => said)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    await room.inspector.call(withdrawUnsealing, { params: { id: asked.id } })
    // Whoever took it back is mailed nothing of it.
    expect(await sent()).toEqual([])
    expect(await shown(asked.id)).not.toHaveProperty('outcome')
  })

  test('remind whoever has not answered two days before it lapses, once, and tell the auditor that it lapsed', async () => {
    const asked = await ask()
    await holders[0].call(agreeToUnsealing, { params: { id: asked.id } })
    expect(await sent()).toHaveLength(2)
    // Whoever answered before its turn came needed none.
    expect((await shown(asked.id)).holders[0]).toMatchObject({ mail: 'not-needed' })
    stage().clock.advance(5 * DAY - 1000)
    expect(await sent()).toEqual([])
    stage().clock.advance(1000)
    const reminders = await sent()
    expect(await subjectsTo(holders[1], reminders)).toEqual([
      expect.stringContaining('has not answered'),
    ])
    expect(await subjectsTo(holders[0], reminders)).toEqual([])
    expect((await shown(asked.id)).holders.map(({ reminder }) => reminder)).toEqual([
      'none',
      'handed-over',
      'none',
    ])
    stage().clock.advance(DAY)
    expect(await sent()).toEqual([])
    stage().clock.advance(DAY)
    const ended = await sent()
    expect(ended.map(({ to }) => to)).toEqual([await addressOf(room.inspector)])
    expect(JSON.stringify(ended)).toContain('has lapsed')
    expect(await shown(asked.id)).toMatchObject({ state: 'lapsed', outcome: 'handed-over' })
  })

  test('tell the auditor that two agreed, that too many declined, and that it was erased', async () => {
    const agreed = await ask()
    for (const holder of holders.slice(0, 2))
      await holder.call(agreeToUnsealing, { params: { id: agreed.id } })
    expect(await subjectsTo(room.inspector, await sent())).toEqual([
      expect.stringContaining('Key holders agreed'),
    ])
    const declined = await ask()
    for (const holder of holders.slice(0, 2))
      await holder.call(declineUnsealing, { params: { id: declined.id } })
    expect(await subjectsTo(room.inspector, await sent())).toEqual([
      expect.stringContaining('declined'),
    ])
    const erased = await ask()
    await sent()
    await room.database.db
      .transaction()
      .execute((tx) => forgetMasked(tx, `release:${message.id}`, stage().clock.now()))
    const told = await subjectsTo(room.inspector, await sent())
    // What was agreed and never looked at can be told no more either.
    expect(told).toHaveLength(2)
    expect(told.every((one) => one.includes('erased'))).toBe(true)
    expect(await shown(erased.id)).toMatchObject({ state: 'erased', outcome: 'handed-over' })
    expect(await sent()).toEqual([])
  })

  test('are not written to an auditor who may no longer come in, and that is said of them', async () => {
    const other = await room.sendMasked(1)
    const { id } = await room.inspector.call(askUnsealing, {
      params: { id: other.id },
      body: { token: other.tokens[0]!, ...WHY },
    })
    await sent()
    await room.database.db
      .updateTable('people')
      .set({ ends_at: new Date(stage().clock.now().getTime() + DAY) })
      .where('id', '=', room.inspector.personId)
      .execute()
    stage().clock.advance(7 * DAY)
    expect(await subjectsTo(room.inspector, await sent())).toEqual([])
    await extend()
    expect(await shown(id)).toMatchObject({ state: 'lapsed', outcome: 'failed' })
  })
})
