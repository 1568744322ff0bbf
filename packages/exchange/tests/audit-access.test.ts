/** Who has the desk of auditors, until when, and that the rules and the database keep out all others. */
import {
  exportAudited,
  getSession,
  invitePerson,
  listAudited,
  listAuditSearches,
  listPeople,
  openAuditedMessage,
  searchHeld,
  searchRecord,
  setRoles,
  signIn,
  setPersonActive,
  type MemberKind,
  type Role,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueLink } from '../src/auth/links.ts'
import { recordEndings } from '../src/record/endings.ts'
import { START, type Actor } from './members-at-work.ts'
import { END, MINUTE, openDesk, type AuditorOptions, type Desk } from './audit-desk.ts'

onServer('who has the desk of auditors', (open) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(await open())
  })
  afterAll(() => desk?.close())

  test('whoever is suspended, or whose day comes, between two pages is given no further page, and no file', async () => {
    const { stage, told, auditor } = desk
    const [suspended, late] = [
      await auditor('Suspended inspector', 'agency'),
      await auditor('Inspector for an hour', 'agency', {
        endsAt: new Date(stage.clock.now().getTime() + MINUTE),
      }),
    ]
    const search = async (by: Actor) => (await by.call(searchRecord, { body: { filter: {} } })).id
    const ids = [await search(suspended), await search(late)]
    const page = (by: Actor, id: string) =>
      by.call(listAudited, { params: { id }, query: { limit: 1 } })
    for (const [i, by] of [suspended, late].entries()) {
      const { next, items } = await page(by, ids[i]!)
      expect([items.length, typeof next]).toEqual([1, 'string'])
      // A search is its searcher's alone, also between two who look at once.
      await expect(page(by, ids[1 - i]!)).rejects.toMatchObject({ code: 'not-found' })
    }
    const hub = await stage.admit('Hub of the suspension', 'hub', ['operator'])
    await hub.call(setPersonActive, { params: { id: suspended.personId }, body: { active: false } })
    stage.clock.advance(MINUTE)
    for (const [i, by] of [suspended, late].entries())
      for (const look of [
        () => page(by, ids[i]!),
        () => by.call(exportAudited, { params: { id: ids[i]! } }),
        () => by.call(openAuditedMessage, { params: { id: told } }),
      ])
        await expect(look()).rejects.toMatchObject({ code: 'not-signed-in' })
  })

  test.each([
    ['audit-needs-end', 'agency', { endsAt: null }],
    ['audit-alone', 'agency', { roles: ['auditor', 'analyst'] }],
    ['audit-public-body', 'platform', {}],
    ['audit-public-body', 'researcher', {}],
  ] as [string, MemberKind, AuditorOptions][])(
    'the rule %s keeps out an auditor of the kind %s that it means, on record',
    async (rule, kind, more) => {
      const { database, told, auditor } = desk
      const actor = await auditor(`${rule} ${kind}`, kind, more)
      const calls = [
        () => actor.call(searchRecord, { body: { filter: {} } }),
        () => actor.call(listAuditSearches),
        () => actor.call(listAudited, { params: { id: randomUUID() } }),
        () => actor.call(exportAudited, { params: { id: randomUUID() } }),
        () => actor.call(openAuditedMessage, { params: { id: told } }),
        () => actor.call(searchHeld, { body: { at: START.toISOString() } }),
      ]
      for (const call of calls) await expect(call()).rejects.toMatchObject({ rule })
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from refusals
        where by_member = ${actor.id}::uuid and act = 'audit' and rule = ${rule}`.execute(
        database.db,
      )
      expect(rows[0]!.n).toBe(calls.length)
    },
  )

  test('a key of an auditor finds nothing, and one who is no auditor finds no desk', async () => {
    const { stage, agency, inspector } = desk
    const machine = await stage.withKey(inspector)
    await expect(machine.call(searchRecord, { body: { filter: {} } })).rejects.toMatchObject({
      rule: 'audit-person',
    })
    await expect(agency.call(searchRecord, { body: { filter: {} } })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('the database itself shows the record to nobody who does not read as an auditor', async () => {
    const { database, inspector } = desk
    const views = ['audit_acts', 'audit_messages', 'audit_given', 'audit_people', 'audit_members']
    const { asMember } = await import('../src/db/as-member.ts')
    const count = (audits: boolean) =>
      asMember(database.db, { memberId: inspector.id, audits }, END, (tx) =>
        Promise.all(
          views.map(async (view) => {
            const { rows } = await sql<{ n: number }>`
              select count(*)::int as n from ${sql.table(view)}`.execute(tx)
            return rows[0]!.n
          }),
        ),
      )
    expect(await count(false)).toEqual([0, 0, 0, 0, 0])
    expect((await count(true)).every((n) => n > 0)).toBe(true)
  })

  test('an operator invites until a day that lies ahead, which is shown and on record, and never another operator so', async () => {
    const { stage, looks } = desk
    const hub = await stage.admit('Hub', 'hub', ['operator'])
    const invite = (roles: Role[], endsAt: string) => {
      const email = `${randomUUID()}@inspector.example`
      return hub.call(invitePerson, {
        params: { id: hub.id },
        body: { name: 'Inspector', email, roles, endsAt },
      })
    }
    const invited = await invite(['auditor'], END.toISOString())
    expect(invited.endsAt).toBe(END.toISOString())
    const { items } = await hub.call(listPeople, { params: { id: hub.id } })
    expect(items.find(({ id }) => id === invited.id)?.endsAt).toBe(END.toISOString())
    expect((await looks('person.invited')).at(-1)).toMatchObject({
      person: invited.id,
      endsAt: END.toISOString(),
    })
    for (const [roles, endsAt] of [
      [['auditor'], START.toISOString()],
      [['auditor'], '2027-02-30T00:00:00.000Z'],
      [['operator'], END.toISOString()],
    ] as [Role[], string][])
      await expect(invite(roles, endsAt)).rejects.toMatchObject({ code: 'bad-request' })
    await expect(
      hub.call(setRoles, {
        params: { id: invited.id },
        body: { roles: ['operator'], had: ['auditor'] },
      }),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('at the date that the invitation names nobody is let in any more, by session, key or link, and it is on record', async () => {
    const { database, stage, auditor, looks } = desk
    const late = await auditor('Late inspector', 'agency')
    const machine = await stage.withKey(late)
    expect((await late.call(getSession)).person.endsAt).toBe(END.toISOString())
    const token = await issueLink(database.db, late.personId, new Date())
    stage.clock.set(END)
    await expect(late.call(signIn, { body: { token } })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
    for (const actor of [late, machine])
      await expect(actor.call(listAuditSearches)).rejects.toMatchObject({
        code: 'not-signed-in',
        message: expect.stringContaining('2026-10-08'),
      })
    while (await recordEndings(stage.exchange.context)) continue
    const ended = await looks('person.ended')
    expect(ended).toContainEqual({ person: late.personId, endedAt: END.toISOString(), by: 'clock' })
    expect(ended.filter((one) => one['person'] === late.personId)).toHaveLength(1)
  })
})
