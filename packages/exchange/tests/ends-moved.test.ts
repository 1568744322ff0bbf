/** The end of an auditor's time: earlier at once, later by a second operator, reminded of, and from that instant nothing. */
import {
  exportAudited,
  getSession,
  listPeople,
  moveEnd,
  searchRecord,
  settleEnd,
  type Person,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whileAdmitted } from '../src/audit/admit.ts'
import type { Viewer } from '../src/http/viewer.ts'
import { endWords } from '../src/members/end-words.ts'
import { personEndMails, remindOfPersonEnds } from '../src/members/remind-ends.ts'
import { openDesk, type Desk } from './audit-desk.ts'
import type { Actor } from './members-at-work.ts'

const DAY = 86_400_000

onServer('the end of an auditor’s time', (open) => {
  let desk: Desk
  let hub: Actor
  let second: Actor
  beforeAll(async () => {
    desk = await openDesk(await open())
    // The rules on later ends are in force from a later day than the desk begins on.
    desk.stage.clock.set(new Date('2026-12-01T00:00:00.000Z'))
    hub = await desk.stage.admit('Hub', 'hub', ['operator'])
    second = await desk.stage.join(hub, ['operator'])
  })
  afterAll(() => desk?.close())

  const inDays = (days: number) =>
    new Date(desk.stage.clock.now().getTime() + days * DAY).toISOString()
  const auditor = (name: string, days: number) =>
    desk.auditor(name, 'agency', { endsAt: new Date(inDays(days)) })
  const personOf = async (one: Actor, by = hub): Promise<Person> => {
    const { items } = await by.call(listPeople, { params: { id: one.id } })
    return items.find(({ id }) => id === one.personId)!
  }
  const move = async (by: Actor, one: Actor, endsAt: string, had?: string) =>
    by.call(moveEnd, {
      params: { id: one.personId },
      body: { endsAt, had: had ?? (await personOf(one)).endsAt!, reason: 'The inquiry’s length' },
    })
  const settle = (by: Actor, one: Actor, endsAt: string, adopt: boolean) =>
    by.call(settleEnd, { params: { id: one.personId }, body: { endsAt, adopt } })

  test('an operator alone moves an end to an earlier instant, from which the auditor is let in no more, on record', async () => {
    const { stage, looks } = desk
    const one = await auditor('Earlier', 20)
    const before = (await personOf(one)).endsAt!
    await expect(move(hub, one, inDays(-1))).rejects.toMatchObject({ code: 'bad-request' })
    await expect(move(hub, one, before)).rejects.toMatchObject({ code: 'bad-request' })
    const end = inDays(2)
    expect(await move(hub, one, end)).toMatchObject({ endsAt: end })
    expect((await looks('person.end-moved')).at(-1)).toMatchObject({
      person: one.personId,
      from: before,
      endsAt: end,
      by: { person: hub.personId },
    })
    // Whoever saw another end moves nothing.
    await expect(move(second, one, inDays(1), before)).rejects.toMatchObject({ code: 'conflict' })
    const search = await one.call(searchRecord, { body: { filter: {} } })
    stage.clock.set(new Date(end))
    await expect(one.call(getSession)).rejects.toMatchObject({ code: 'not-signed-in' })
    await expect(one.call(exportAudited, { params: { id: search.id } })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })

  test('what was gathered while the time ended, or was moved, is not handed out', async () => {
    const { stage } = desk
    const ctx = stage.exchange.context
    const one = await auditor('Amid an export', 1)
    const viewerOf = async (): Promise<Viewer> => ({
      memberId: one.id,
      memberName: 'Amid an export',
      memberKind: 'agency',
      jurisdiction: undefined,
      personId: one.personId,
      roles: ['auditor'],
      endsAt: new Date((await personOf(one)).endsAt!),
      via: 'session',
      canWrite: false,
    })
    expect(await whileAdmitted(ctx, await viewerOf(), async () => 'found')).toBe('found')
    const ended = whileAdmitted(ctx, await viewerOf(), async () => stage.clock.advance(DAY))
    await expect(ended).rejects.toMatchObject({ rule: 'audit-ended' })
  })

  test('an end that no clock shows is refused where it stands, also by who settles one', async () => {
    const one = await auditor('Nowhere in time', 10)
    await move(hub, one, inDays(30))
    for (const end of ['2026-99-99T99:99:99Z', '2027-02-30T00:00:00.000Z', '0000-01-01T00:00:00Z'])
      await expect(settle(second, one, end, true)).rejects.toMatchObject({
        code: 'bad-request',
        path: '/body/endsAt',
      })
  })

  test('a later end waits for another operator; who proposed it, and whose it is, let nothing stand', async () => {
    const { stage, inspector, looks } = desk
    const one = await auditor('Later', 10)
    const before = (await personOf(one)).endsAt!
    const later = inDays(40)
    const proposed = await move(hub, one, later)
    expect(proposed).toMatchObject({ endsAt: before, laterEnd: { endsAt: later } })
    await expect(move(second, one, inDays(50))).rejects.toMatchObject({ code: 'conflict' })
    await expect(settle(hub, one, later, true)).rejects.toMatchObject({
      rule: 'end-second-is-another',
    })
    await expect(settle(second, one, inDays(60), true)).rejects.toMatchObject({ code: 'conflict' })
    // No person of the auditor's own body is told that one waits.
    await stage.join(one, ['analyst'])
    expect(await personOf(one, one)).not.toHaveProperty('laterEnd')
    expect(inspector.id).not.toBe(one.id)
    expect(await settle(second, one, later, true)).toMatchObject({ endsAt: later })
    expect((await looks('person.end-moved')).at(-1)).toMatchObject({
      endsAt: later,
      proposedBy: hub.personId,
      by: { person: second.personId },
    })
    await expect(settle(second, one, later, true)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('of what two operators do at once one holds', async () => {
    const one = await auditor('At once', 10)
    const later = inDays(30)
    await move(hub, one, later)
    const third = await desk.stage.join(hub, ['operator'])
    const settled = await Promise.allSettled([
      settle(second, one, later, true),
      settle(third, one, later, true),
      settle(third, one, later, false),
    ])
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const had = (await personOf(one)).endsAt!
    const moved = await Promise.allSettled([
      move(second, one, inDays(3), had),
      move(third, one, inDays(4), had),
    ])
    expect(moved.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await personOf(one)).laterEnd).toBeUndefined()
  })

  test('a later end that nobody settles lapses on record, and falls where the end is moved meanwhile', async () => {
    const { stage, looks } = desk
    const one = await auditor('Unsettled', 60)
    await move(hub, one, inDays(90))
    await move(second, one, inDays(50))
    expect((await personOf(one)).laterEnd).toBeUndefined()
    const later = inDays(90)
    await move(hub, one, later)
    stage.clock.advance(7 * DAY)
    await expect(settle(second, one, later, true)).rejects.toMatchObject({ code: 'conflict' })
    await remindOfPersonEnds(stage.exchange.context)
    expect((await looks('person.end-lapsed')).at(-1)).toMatchObject({
      person: one.personId,
      endsAt: later,
      by: 'clock',
    })
    expect((await personOf(one)).laterEnd).toBeUndefined()
  })

  test('an end that comes near is reminded of once a stage, by mail to the person and the operators, and anew once it was moved', async () => {
    const { stage, database, looks } = desk
    const one = await auditor('Near', 8)
    const context = stage.exchange.context
    const ctx = { ...context, mailer: {} as NonNullable<typeof context.mailer> }
    const queued = async () => {
      const { rows } = await sql<{ id: string; person_id: string }>`
        select id, person_id from deliveries where about = ${`person:${one.personId}`}`.execute(
        database.db,
      )
      return rows
    }
    for (let round = 0; round < 2; round++) await remindOfPersonEnds(ctx)
    const first = await queued()
    expect(first.map((row) => row.person_id)).toEqual(
      expect.arrayContaining([one.personId, hub.personId, second.personId]),
    )
    const of = async (kind: string) =>
      (await looks(kind)).filter((entry) => entry['person'] === one.personId)
    expect(await of('person.end-reminded')).toHaveLength(1)
    const written = await personEndMails.write(
      ctx,
      first.map(({ id }) => ({ id })) as Parameters<typeof personEndMails.write>[1],
    )
    expect(
      [...written.values()].map(
        (mail) => 'subject' in mail && mail.subject.replace(/ on 20.*/, ''),
      ),
    ).toEqual(
      expect.arrayContaining([
        'Your time on Test exchange ends',
        'The time of Analyst, Near on Test exchange ends',
      ]),
    )
    stage.clock.advance(2 * DAY)
    await remindOfPersonEnds(ctx)
    expect(await of('person.end-reminded')).toHaveLength(2)
    const end = inDays(3)
    await move(hub, one, end)
    await remindOfPersonEnds(ctx)
    expect((await of('person.end-reminded')).at(-1)).toMatchObject({ endsAt: end })
    for (const locale of ['en', 'es', 'fr'])
      for (const own of [true, false])
        expect(
          endWords(locale, own)({ exchange: 'E', day: 'D', name: 'N', member: 'M', url: 'U' }).text,
        ).toContain('D')
  })
})
