/** An auditor is told for whom a pseudonym stands once two of three key holders agree: none alone, never the sender's side, all of it on record. */
import {
  agreeToUnsealing,
  askUnsealing,
  declineUnsealing,
  listAuditUnsealings,
  listUnsealings,
  openUnsealing,
  searchRecord,
  withdrawUnsealing,
} from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { lapseUnsealings } from '../src/unsealing/lapse.ts'
import type { Actor } from './members-at-work.ts'
import { mailOf, openMasking, type Masking } from './unmasking-room.ts'

const DAY = 86_400_000
const WHY = { reason: 'The complaint names this account', legalBasis: 'Inspector General Act, 4' }

onEachDatabase('Two key holders and an auditor', (open) => {
  let room: Masking
  let holders: [Actor, Actor, Actor]
  let message: Awaited<ReturnType<Masking['sendMasked']>>
  beforeAll(async () => {
    room = await openMasking(await open())
    const { stage } = room
    // The rules on key holders and auditors are in force from a later day than the stage begins on.
    stage.clock.set(new Date('2026-12-01T12:00:00.000Z'))
    await extend(room.inspector, stage.clock.now())
    holders = [
      await stage.admit('Observatory', 'researcher'),
      room.platform,
      await stage.admit('Bar association', 'researcher'),
    ]
    await name(holders)
    message = await room.sendMasked(3)
  })
  afterAll(() => room?.close())

  /** Lets a person look for another quarter. */
  const extend = (by: Actor, from: Date) =>
    room.database.db
      .updateTable('people')
      .set({ ends_at: new Date(from.getTime() + 90 * DAY) })
      .where('id', '=', by.personId)
      .execute()
  /** What an adopted charter of the group would say. */
  const name = async (named: readonly Actor[]) => {
    const ids = JSON.stringify(named.map(({ id }) => id))
    await sql`update charter_versions set terms = jsonb_set(terms, '{keyHolders}', ${ids}::jsonb)
      where group_id = ${room.group}::uuid`.execute(room.database.db)
  }
  const ask = (by: Actor, place = 0, why: Partial<typeof WHY> = {}) =>
    by.call(askUnsealing, {
      params: { id: message.id },
      body: { token: message.tokens[place]!, ...WHY, ...why },
    })
  const agree = (by: Actor, id: string) => by.call(agreeToUnsealing, { params: { id } })
  const decline = (by: Actor, id: string) => by.call(declineUnsealing, { params: { id } })
  const look = (by: Actor, id: string) => by.call(openUnsealing, { params: { id } })
  const stateOf = async (by: Actor, id: string) =>
    (await by.call(listAuditUnsealings, { query: {} })).items.find((one) => one.id === id)!
  const steps = async (id: string) => {
    const { rows } = await sql<{ kind: string; payload: string }>`
      select e.leaf::json ->> 'kind' as kind, p.payload from log_payloads p join log_entries e using (index)
      where p.payload::json ->> 'unsealing' = ${id} order by index`.execute(room.database.db)
    return rows
  }

  test('an auditor is told by two of three, each step on record with its doer and none with the name', async () => {
    const { inspector, agency, other } = room
    const asked = await ask(inspector)
    expect(asked).toMatchObject({ state: 'asked', own: 'asker', ...WHY })
    expect(asked.holders.map(({ member }) => member.id)).toEqual(holders.map(({ id }) => id))
    await expect(look(inspector, asked.id)).rejects.toMatchObject({ code: 'conflict' })
    // One alone opens nothing, and does not count twice.
    await agree(holders[0], asked.id)
    await expect(agree(holders[0], asked.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(look(inspector, asked.id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await agree(holders[1], asked.id)).state).toBe('agreed')
    const told = await look(inspector, asked.id)
    const kept = message.items.find(({ token }) => token === message.tokens[0])!
    expect(told).toMatchObject(kept)
    // The sender sees who asked and what each holder did; whoever it does not concern sees nothing.
    const seen = (await agency.call(listUnsealings, { query: {} })).items
    expect(seen.find(({ id }) => id === asked.id)).toMatchObject({ own: 'sender', state: 'agreed' })
    expect((await other.call(listUnsealings, { query: {} })).items).toEqual([])
    const record = await steps(asked.id)
    expect(record.map(({ kind }) => kind)).toEqual([
      'unsealing.asked',
      'unsealing.agreed',
      'unsealing.agreed',
      'unsealing.opened',
    ])
    expect(record.map(({ payload }) => JSON.parse(payload).by.person)).toEqual([
      inspector.personId,
      holders[0].personId,
      holders[1].personId,
      inspector.personId,
    ])
    expect(record.some(({ payload }) => payload.includes(mailOf(0)))).toBe(false)
    const found = await inspector.call(searchRecord, {
      body: { filter: { kind: 'unsealing.opened' } },
    })
    expect(found).toMatchObject({ found: 1, closed: 0 })
  })

  test('no receiver, no holder, no other auditor and no key is told, and the database counts the agreements itself', async () => {
    const { inspector, stage, database } = room
    const { items } = await inspector.call(listAuditUnsealings, { query: {} })
    const { id } = items.find(({ state }) => state === 'agreed')!
    for (const by of [holders[0], holders[1], room.agency])
      await expect(look(by, id)).rejects.toMatchObject({ code: 'forbidden' })
    const machine = await stage.withKey(inspector)
    await expect(look(machine, id)).rejects.toMatchObject({ rule: 'audit-person' })
    const colleague = await stage.join(inspector, ['auditor'])
    await extend(colleague, stage.clock.now())
    await expect(look(colleague, id)).rejects.toMatchObject({ code: 'not-found' })
    const now = stage.clock.now()
    const readAs = (memberId: string, audits: boolean) =>
      asMember(database.db, { memberId, audits }, now, (tx) =>
        tx.selectFrom('audit_unsealed').select('token').where('id', '=', id).execute(),
      )
    expect(await readAs(inspector.id, true)).toHaveLength(1)
    expect(await readAs(inspector.id, false)).toEqual([])
    expect(await readAs(holders[0].id, true)).toEqual([])
    // A state that somebody set, with the agreements of one, shows nothing.
    const waiting = await ask(inspector, 1)
    await agree(holders[2], waiting.id)
    await sql`update unsealings set state = 'agreed', due_at = null where id = ${waiting.id}::uuid`.execute(
      database.db,
    )
    await expect(look(inspector, waiting.id)).rejects.toMatchObject({ code: 'not-found' })
    await sql`update unsealings set state = 'withdrawn' where id = ${waiting.id}::uuid`.execute(
      database.db,
    )
  })

  test('the sender takes no part, neither as a key holder nor beside them, and with fewer than two others nothing can be asked', async () => {
    const { inspector, agency, second, refused, council } = room
    await name([agency, holders[0], holders[1]])
    const asked = await ask(inspector)
    expect(asked.holders.map(({ member }) => member.id)).toEqual([holders[0].id, holders[1].id])
    for (const act of [agree, decline])
      await expect(act(agency, asked.id)).rejects.toMatchObject(refused('unsealing-not-by-sender'))
    await expect(agree(second, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(agree(council, asked.id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(ask(inspector, 1)).rejects.toMatchObject(refused('unsealing-one-at-a-time'))
    // Of two, one that declines settles it.
    expect((await decline(holders[0], asked.id)).state).toBe('declined')
    await expect(agree(holders[1], asked.id)).rejects.toMatchObject({ code: 'conflict' })
    await name([agency, inspector, holders[0]])
    await expect(ask(inspector)).rejects.toMatchObject(refused('unsealing-needs-two'))
    await name([])
    await expect(ask(inspector)).rejects.toMatchObject(refused('unsealing-needs-two'))
    await name(holders)
    await expect(
      ask(inspector, 0, { reason: 'It may be a.roe@example.com' }),
    ).rejects.toMatchObject(refused('unsealing-names-nobody'))
  })

  test('what a holder agreed counts no more once it left, and what is not answered lapses on record with who was silent', async () => {
    const { inspector, stage, refused } = room
    const asked = await ask(inspector)
    await agree(holders[0], asked.id)
    await name([holders[1], holders[2], room.council])
    expect((await stateOf(inspector, asked.id)).holders.map(({ left }) => left)).toEqual([
      true,
      false,
      false,
    ])
    await expect(decline(holders[0], asked.id)).rejects.toMatchObject({ code: 'conflict' })
    expect((await agree(holders[1], asked.id)).state).toBe('asked')
    await expect(look(inspector, asked.id)).rejects.toMatchObject({ code: 'conflict' })
    // Whoever the charter names since was not asked.
    await expect(agree(room.council, asked.id)).rejects.toMatchObject({ code: 'not-found' })
    await name([holders[0], holders[1], room.council])
    await expect(agree(holders[2], asked.id)).rejects.toMatchObject(
      refused('unsealing-holder-left'),
    )
    stage.clock.advance(7 * DAY)
    while (await lapseUnsealings(stage.exchange.context)) continue
    expect((await stateOf(inspector, asked.id)).state).toBe('lapsed')
    await expect(agree(holders[1], asked.id)).rejects.toMatchObject({ code: 'conflict' })
    const last = (await steps(asked.id)).at(-1)!
    expect([last.kind, JSON.parse(last.payload).silent]).toEqual([
      'unsealing.lapsed',
      [holders[2].id],
    ])
    await name(holders)
  })

  test('of what could not be agreed any more since a holder left, it stays in view whose word did not count', async () => {
    const { inspector, agency, council } = room
    await name([agency, holders[0], holders[1]])
    const asked = await ask(inspector)
    await agree(holders[0], asked.id)
    await name([agency, holders[1], council])
    const settled = await agree(holders[1], asked.id)
    expect(settled.state).toBe('declined')
    await name(holders)
    const { holders: shown } = await stateOf(inspector, asked.id)
    expect(shown.map(({ answer, left }) => [answer?.step, left])).toEqual([
      ['agreed', true],
      ['agreed', false],
    ])
  })

  test('of what two do at once one holds: two people of one holder, an agreement and a withdrawal, two asks', async () => {
    const { inspector, stage } = room
    const beside = await stage.join(holders[0], ['analyst'])
    const asks = await Promise.allSettled([ask(inspector, 0), ask(inspector, 1)])
    expect(asks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [waiting] = (await inspector.call(listAuditUnsealings, { query: {} })).items
    const both = await Promise.allSettled([
      agree(holders[0], waiting!.id),
      decline(beside, waiting!.id),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const raced = await Promise.allSettled([
      agree(holders[1], waiting!.id),
      agree(holders[2], waiting!.id),
      inspector.call(withdrawUnsealing, { params: { id: waiting!.id } }),
    ])
    const { state } = await stateOf(inspector, waiting!.id)
    const taken = (await steps(waiting!.id)).map(({ kind }) => kind)
    // Whatever came first: it was taken back or agreed, never both, and the record says which.
    expect(['agreed', 'withdrawn']).toContain(state)
    expect(taken.includes('unsealing.withdrawn')).toBe(state === 'withdrawn')
    expect(raced.every((one) => one.status === 'fulfilled' || one.reason.code === 'conflict')).toBe(
      true,
    )
  })

  test('once the auditor may look no more nobody can agree, and what is erased stands for nobody', async () => {
    const { inspector, stage, database, refused } = room
    const asked = await ask(inspector, 2)
    await database.db
      .updateTable('people')
      .set({ ends_at: stage.clock.now() })
      .where('id', '=', inspector.personId)
      .execute()
    await expect(agree(holders[0], asked.id)).rejects.toMatchObject(
      refused('unsealing-auditor-left'),
    )
    await extend(inspector, stage.clock.now())
    await agree(holders[0], asked.id)
    const { forgetMasked } = await import('../src/sharing/masked.ts')
    await database.db
      .transaction()
      .execute((tx) => forgetMasked(tx, `release:${message.id}`, stage.clock.now()))
    const erased = await stateOf(inspector, asked.id)
    expect([erased.state, 'reason' in erased]).toEqual(['erased', false])
    await expect(agree(holders[1], asked.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(ask(inspector, 0)).rejects.toMatchObject({ code: 'not-found' })
  })
})
