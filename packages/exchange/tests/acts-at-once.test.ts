/** Two people at once on the acts that two people share: each act happens once, is on record once, and none fails or waits for another for good. */
import {
  acknowledgeNotice,
  addElection,
  approveErasure,
  approveMessage,
  askErasure,
  changeElection,
  closeNotice,
  createComposeDraft,
  createKey,
  declineErasure,
  dropComposeDraft,
  eraseAddress,
  getComposeDraft,
  getMessage,
  getPacket,
  getReachability,
  importContacts,
  inviteAgain,
  invitePerson,
  placeHold,
  planReachability,
  requestLink,
  returnMessage,
  revokeKey,
  saveComposeDraft,
  sendNotice,
  setMemberActive,
  setPersonActive,
  setRoles,
  signOut,
  submitMessage,
  testReachability,
  withdrawMessage,
  withdrawReachability,
  type Composition,
  type ElectionDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import { formatPacket, toVerifiers, verifyPacket } from '@tocsin/proof'
import { freshPostgres, startMailServer, type MailServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newLinkToken } from '../src/offices/door.ts'
import { addOffices } from './killed-exchange.ts'
import { type Actor, MESSAGE, openStage, type Stage } from './members-at-work.ts'

type Outcome = { code: string; message: string }

describe('two people at once, on PostgreSQL', () => {
  let database: TestDatabase
  let mail: MailServer
  let stage: Stage
  let operator: Actor
  let deputy: Actor
  let agency: Actor
  let second: Actor
  let third: Actor
  let group: string
  beforeAll(async () => {
    database = await freshPostgres()
    mail = await startMailServer()
    stage = await openStage(database, { logins: { smtpUrl: mail.url } })
    operator = await stage.admit('Hub', 'hub', ['operator'])
    deputy = await stage.join(operator, ['operator'])
    agency = await stage.admit('Agency', 'agency', ['analyst'])
    second = await stage.join(agency, ['reviewer', 'analyst'])
    third = await stage.join(agency, ['reviewer', 'analyst'])
    const platform = await stage.admit('Platform', 'platform')
    group = await stage.found('Room', [agency, platform])
    await addOffices(database)
  }, 120_000)
  afterAll(async () => {
    await stage?.close()
    await mail?.stop()
    await database?.close()
  })

  const rows = async <Row>(query: ReturnType<typeof sql<Row>>) =>
    (await query.execute(database.db)).rows
  const deadlocks = async () => {
    await sql`select pg_stat_force_next_flush()`.execute(database.db)
    const [row] = await rows(sql<{ n: number }>`
      select deadlocks::int as n from pg_stat_database where datname = current_database()`)
    return row!.n
  }
  const outcomeOf = (call: Promise<unknown>): Promise<Outcome> =>
    call.then(
      () => ({ code: 'ok', message: '' }),
      ({ code, message }: Outcome) => ({ code, message }),
    )
  /** All at once; gives what became of each and fails where the server did. */
  const together = async (...calls: (() => Promise<unknown>)[]): Promise<Outcome[]> => {
    const before = await deadlocks()
    const outcomes = await Promise.all(calls.map((call) => outcomeOf(call())))
    expect(
      outcomes.filter(({ code }) => !code || code === 'internal' || code === 'unavailable'),
    ).toEqual([])
    expect(await deadlocks()).toBe(before)
    return outcomes
  }
  const codes = (outcomes: readonly Outcome[]) => outcomes.map(({ code }) => code).toSorted()
  const logged = async (subject: string) =>
    (
      await rows(sql<{ kind: string }>`
        select e.leaf::json ->> 'kind' as kind from log_entries e join log_payloads p using (index)
        where p.subject = ${subject} order by index`)
    ).map(({ kind }) => kind)

  const draftOf = (): ReleaseDraft => ({
    title: `Title ${randomUUID()}`,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Act',
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: '2026-10-01T10:00:00.000Z',
        modified: '2026-10-01T10:00:00.000Z',
        content: 'Accounts post in step',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
    message: MESSAGE,
  })
  const waiting = async () => {
    const { id, revision } = await agency.call(submitMessage, { body: { draft: draftOf() } })
    const { digest } = await second.call(getMessage, { params: { id } })
    await third.call(getMessage, { params: { id } })
    const body = { revision, digest }
    const params = { id }
    return {
      id,
      approve: (by: Actor) => () => by.call(approveMessage, { params, body }),
      giveBack: (by: Actor) => () => by.call(returnMessage, { params, body: { reason: 'Not so' } }),
      withdraw: () => agency.call(withdrawMessage, { params }),
      anew: () => agency.call(submitMessage, { body: { draft: draftOf(), revises: id } }),
    }
  }

  test('of all who approve, return, withdraw or submit a message anew at once, each step is on record once and it is released at most once', async () => {
    for (let round = 0; round < 4; round++) {
      const one = await waiting()
      await together(
        one.approve(second),
        one.approve(third),
        one.approve(second),
        one.giveBack(second),
        one.giveBack(third),
        one.withdraw,
        one.anew,
        one.approve(agency),
      )
      const [message] = await rows(sql<{
        state: string
        release_id: string | null
        events: string[]
      }>`
        select state, release_id, array(select 'message.' || what from message_events
          where message_id = m.id order by id) as events from messages m where id = ${one.id}::uuid`)
      expect(message!.events).toEqual(
        (await logged(`message:${one.id}`)).filter((kind) => kind !== 'refusal'),
      )
      const settled = message!.events.filter((kind) => kind !== 'message.submitted')
      const submitted = message!.events.length - settled.length
      expect(settled.length).toBeLessThanOrEqual(submitted)
      expect(message!.state === 'approved').toBe(message!.release_id !== null)
      expect(settled.filter((kind) => kind === 'message.approved').length).toBe(
        message!.release_id === null ? 0 : 1,
      )
    }
  })

  test('a message whose reviewer loses the role, whose author leaves or whose charter lapses while it is approved is released whole or not at all', async () => {
    const rolesOf = (person: Actor, roles: ('reviewer' | 'analyst')[]) => () =>
      operator.call(setRoles, { params: { id: person.personId }, body: { roles } })
    const active = (person: Actor, is: boolean) => () =>
      deputy.call(setPersonActive, { params: { id: person.personId }, body: { active: is } })
    const endsAt = (end: string) => () =>
      sql`update groups set expires_at = ${end}::timestamptz where id = ${group}::uuid`.execute(
        database.db,
      )
    for (const [meanwhile, undo] of [
      [rolesOf(second, ['analyst']), rolesOf(second, ['reviewer', 'analyst'])],
      [rolesOf(agency, ['reviewer']), rolesOf(agency, ['analyst'])],
      [endsAt('2026-09-01'), endsAt('2027-01-01')],
      [active(third, false), active(third, true)],
    ] as const) {
      const one = await waiting()
      const [approved] = await together(
        one.approve(second),
        meanwhile,
        one.giveBack(third),
        one.withdraw,
      )
      await undo()
      const [message] = await rows(sql<{ state: string; releases: number }>`
        select state, (select count(*)::int from releases r where r.id = m.release_id) as releases
        from messages m where id = ${one.id}::uuid`)
      expect(message).toMatchObject(
        approved!.code === 'ok' ? { state: 'approved', releases: 1 } : { releases: 0 },
      )
    }
    // Suspended, the third was signed out.
    third = await stage.join(agency, ['reviewer', 'analyst'])
  })

  const composition = (title: string): Composition => ({
    title,
    words: '',
    items: [],
    lookFor: false,
  })

  test('of two who save one draft at once the later is told who was first, and what is deleted stays deleted', async () => {
    const { summary } = await agency.call(createComposeDraft, { body: composition('First') })
    const params = { id: summary.id }
    for (let version = 1; version < 6; version++) {
      const people = [agency, second, third]
      const outcomes = await together(
        ...people.map(
          (person) => () =>
            person.call(saveComposeDraft, {
              params,
              body: { version, composition: composition(`${person.personId}, ${version}`) },
            }),
        ),
      )
      expect(codes(outcomes)).toEqual(['conflict', 'conflict', 'ok'])
      const kept = await agency.call(getComposeDraft, { params })
      const winner = people[outcomes.findIndex(({ code }) => code === 'ok')]!
      expect(kept.composition.title).toBe(`${winner.personId}, ${version}`)
      for (const { message } of outcomes.filter(({ code }) => code === 'conflict'))
        expect(message.startsWith(`${kept.summary.savedBy} saved this draft meanwhile`)).toBe(true)
    }
    const body = { version: 6, composition: composition('Last') }
    const outcomes = await together(
      () => second.call(saveComposeDraft, { params, body }),
      () => agency.call(dropComposeDraft, { params }),
      () => third.call(dropComposeDraft, { params }),
    )
    expect(codes(outcomes.slice(1))).toEqual(['not-found', 'ok'])
    expect((await outcomeOf(agency.call(getComposeDraft, { params }))).code).toBe('not-found')
  })

  const ELECTION: ElectionDraft = {
    name: 'General election',
    kind: 'general',
    date: '2026-11-03',
    places: ['98'],
    deadlines: [],
  }
  const TERMS = { whoToCall: 'Desk, 555-0100', answerWithin: 60, unansweredOnly: false }

  test('an election edited, planned for, tested and withdrawn from at once is whole, and each act is on record once', async () => {
    const { id } = await operator.call(addElection, { body: ELECTION })
    await sql`update groups set ends_with = ${id}::uuid, ends_days = 30 where id = ${group}::uuid`.execute(
      database.db,
    )
    const params = { id }
    const plan = (by: Actor, daysBefore: number) => () =>
      by.call(planReachability, { params, body: { ...TERMS, daysBefore } })
    const dates = ['2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07']
    const outcomes = await together(
      ...dates.map(
        (date, at) => () =>
          (at % 2 ? operator : deputy).call(changeElection, {
            params,
            body: { ...ELECTION, date },
          }),
      ),
      ...Array.from({ length: 30 }, (_, at) => plan(at % 2 ? agency : second, (at % 20) + 1)),
    )
    const ok = outcomes.filter(({ code }) => code === 'ok').length
    const { plans } = await agency.call(getReachability, { params })
    expect(plans).toHaveLength(20)
    const kinds = await logged(`election:${id}`)
    expect(kinds.filter((kind) => kind === 'reachability.planned')).toHaveLength(20)
    expect(kinds.filter((kind) => kind === 'election.changed')).toHaveLength(dates.length)
    expect(ok).toBe(dates.length + 20)
    const tests = await together(
      () => agency.call(testReachability, { params, body: TERMS }),
      () => second.call(testReachability, { params, body: TERMS }),
      () =>
        operator.call(changeElection, { params, body: { ...ELECTION, places: ['98', '98001'] } }),
    )
    // Of two who send the same words at once the second is asked whether they mean it.
    expect(codes(tests.slice(0, 2))).toEqual(['conflict', 'ok'])
    const gone = plans[0]!.id
    const withdrawals = await together(
      ...[agency, second, third].map(
        (person) => () => person.call(withdrawReachability, { params: { id, plan: gone } }),
      ),
    )
    expect(codes(withdrawals)).toEqual(['not-found', 'not-found', 'ok'])
    const [end] = await rows(sql<{ right: boolean }>`
      select g.expires_at::date = e.held_on + 31 as right from groups g join elections e on e.id = g.ends_with
      where g.id = ${group}::uuid`)
    expect(end).toEqual({ right: true })
  })

  test('operators who demote, suspend and erase each other at once leave one behind', async () => {
    const rivals = [operator, deputy, await stage.join(operator, ['operator'])]
    const [a, b, c] = rivals as [Actor, Actor, Actor]
    const roles = (by: Actor, id: string) => () =>
      by.call(setRoles, { params: { id }, body: { roles: ['analyst'] } })
    const suspend = (by: Actor, id: string) => () =>
      by.call(setPersonActive, { params: { id }, body: { active: false } })
    const member = () => a.call(setMemberActive, { params: { id: a.id }, body: { active: false } })
    for (let round = 0; round < 4; round++) {
      await together(
        roles(a, b.personId),
        roles(b, a.personId),
        suspend(a, c.personId),
        suspend(b, c.personId),
        roles(c, a.personId),
        suspend(c, b.personId),
        member,
      )
      const [left] = await rows(sql<{ n: number }>`
        select count(*)::int as n from people p join members m on m.id = p.member_id
        where p.active and m.active and 'operator' = any(p.roles)`)
      expect(left!.n).toBeGreaterThan(0)
      await sql`update people set active = true, roles = '{operator}' where member_id = ${a.id}::uuid`.execute(
        database.db,
      )
    }
    // Whoever was suspended is signed out.
    operator = await stage.join(operator, ['operator'])
    deputy = await stage.join(operator, ['operator'])
  })

  test('signing in and out, inviting, keys, suspension and erasure of one person at once end in no failure and no open door', async () => {
    for (let round = 0; round < 4; round++) {
      const person = await stage.join(agency, ['analyst'])
      const own = await person.call(createKey, { body: { label: 'One', canWrite: true } })
      const guest = await operator.call(invitePerson, {
        params: { id: agency.id },
        body: { name: 'Guest', email: `guest-${round}@member.example`, roles: ['analyst'] },
      })
      const { id: wish } = await operator.call(askErasure, {
        body: { subject: `person:${person.personId}`, reason: 'Their wish' },
      })
      const id = person.personId
      await together(
        () => person.call(signOut),
        () => operator.call(setPersonActive, { params: { id }, body: { active: false } }),
        () => deputy.call(approveErasure, { params: { id: wish } }),
        () => person.call(revokeKey, { params: { id: own.key.id } }),
        () => operator.call(revokeKey, { params: { id: own.key.id } }),
        () => person.call(createKey, { body: { label: 'Two', canWrite: true } }),
        () => person.call(submitMessage, { body: { draft: draftOf() } }),
        () => person.call(createComposeDraft, { body: composition('Mine') }),
        () => operator.call(inviteAgain, { params: { id: guest.id } }),
        () => deputy.call(inviteAgain, { params: { id: guest.id } }),
        () => deputy.call(setPersonActive, { params: { id: guest.id }, body: { active: false } }),
        () => agency.call(requestLink, { body: { email: `guest-${round}@member.example` } }),
      )
      const [left] = await rows(sql<{
        sessions: number
        links: number
        keys: number
        name: string
      }>`
        select name, (select count(*)::int from sessions where person_id = p.id) as sessions,
          (select count(*)::int from sign_in_links where person_id = p.id) as links,
          (select count(*)::int from api_keys where person_id = p.id and revoked_at is null) as keys
        from people p where id = ${id}::uuid`)
      expect(left).toEqual({ name: 'Erased', sessions: 0, links: 0, keys: 0 })
    }
  })

  test('of a hold, an approval and a refusal of an erasure at once, what is erased is erased once, whole, and never under a hold', async () => {
    for (let round = 0; round < 4; round++) {
      const one = await waiting()
      const subject = `message:${one.id}`
      const { id } = await operator.call(askErasure, { body: { subject, reason: 'Their wish' } })
      const hold = { body: { subject, reason: 'A court asked' } }
      const [approved, again, declined, held, heldAgain] = await together(
        () => deputy.call(approveErasure, { params: { id } }),
        () => deputy.call(approveErasure, { params: { id } }),
        () => operator.call(declineErasure, { params: { id } }),
        () => operator.call(placeHold, hold),
        () => deputy.call(placeHold, hold),
        one.giveBack(second),
      )
      expect(codes([held!, heldAgain!])).toEqual(['conflict', 'ok'])
      const decisions = [approved!, again!, declined!].filter(({ code }) => code === 'ok')
      expect(decisions.length).toBe(1)
      const kept = await logged(subject)
      const isErased = declined!.code !== 'ok'
      expect(kept.includes('message.submitted')).toBe(!isErased)
      const [about] = await rows(sql<{
        asked: number
        erased: number
        declined: number
        held: number
      }>`
        select count(*) filter (where kind = 'erasure.asked')::int as asked,
          count(*) filter (where kind = 'payload.erased')::int as erased,
          count(*) filter (where kind = 'erasure.declined')::int as declined,
          (select count(*)::int from log_payloads where subject = 'hold' and payload::json ->> 'held' = ${subject}) as held
        from (select e.leaf::json ->> 'kind' as kind from log_entries e join log_payloads p using (index)
          where p.payload::json ->> 'erasure' = ${id}) as told`)
      expect(about).toEqual({
        asked: 1,
        erased: isErased ? 1 : 0,
        declined: isErased ? 0 : 1,
        held: 1,
      })
    }
  })

  const warn = async () => {
    const text = { subject: 'A false site', what: 'A copy.', howSure: 'Seen.', whoToCall: 'Desk' }
    const { summary } = await agency.call(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { ...text, actions: ['Tell your staff'] } },
        targets: [{ jurisdiction: '98', role: 'chief-official' }],
        answerWithin: 600,
        again: true,
      },
    })
    return summary.id
  }

  test('a packet that is read while its subject is erased holds nothing that does not verify', async () => {
    const verifiers = toVerifiers(stage.exchange.context.log.verifier)
    for (let round = 0; round < 4; round++) {
      const about = `notice:${await warn()}`
      const body = { subject: about, reason: 'Their wish' }
      const { id } = await operator.call(askErasure, { body })
      const packets: string[][] = []
      const read = async () => {
        packets.push((await agency.call(getPacket, { params: { about } })).items)
      }
      const outcomes = await together(
        read,
        read,
        () => deputy.call(approveErasure, { params: { id } }),
        read,
        read,
        () =>
          agency.call(closeNotice, { params: { id: about.slice(7) }, body: { reason: 'Over' } }),
        read,
      )
      expect(outcomes[2]).toMatchObject({ code: 'ok' })
      for (const receipts of packets.filter(({ length }) => length > 0)) {
        const file = Buffer.from(formatPacket({ about, receipts }))
        expect((await verifyPacket(file, verifiers)).receipts).toHaveLength(receipts.length)
      }
    }
  })

  test('an office that answers by several links at once, while the notice is closed, has answered once', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await warn()
      const target = await database.db
        .selectFrom('notice_targets')
        .select('id')
        .where('notice_id', '=', id)
        .executeTakeFirstOrThrow()
      const links = Array.from({ length: 4 }, () => newLinkToken())
      await database.db
        .insertInto('notice_links')
        .values(links.map(({ hash }) => ({ token_hash: hash, target_id: target.id, rank: 0 })))
        .execute()
      const close = (by: Actor) => () =>
        by.call(closeNotice, { params: { id }, body: { reason: 'Over' } })
      const outcomes = await together(
        ...links.map(({ token }, at) => () => {
          const step = at % 2 ? ('told' as const) : ('understood' as const)
          return agency.call(acknowledgeNotice, { body: { token, step, who: 'The clerk' } })
        }),
        close(agency),
        close(second),
      )
      expect(codes(outcomes)).toEqual(['conflict', 'ok', 'ok', 'ok', 'ok', 'ok'])
      const kinds = await logged(`notice:${id}`)
      const count = (kind: string) => kinds.filter((one) => one === kind).length
      expect(count('notice.told')).toBeLessThanOrEqual(1)
      expect([count('notice.understood'), count('notice.closed')]).toEqual([1, 1])
    }
  })

  test('an address is erased once, and not while it comes back on file or is written to', async () => {
    const clerk = (email: string) => ({
      jurisdiction: '98001',
      role: 'clerk' as const,
      rank: 0,
      title: 'Clerk',
      email,
      language: 'en' as const,
    })
    const file = (by: Actor, email: string) => () =>
      by.call(importContacts, { body: { contacts: [clerk(email)] } })
    const { id } = await operator.call(addElection, { body: { ...ELECTION, places: ['98001'] } })
    for (let round = 0; round < 4; round++) {
      const [old, next] = [`old-${round}@county.example`, `next-${round}@county.example`]
      await file(operator, old)()
      await file(operator, next)()
      const erase = (by: Actor) => () =>
        by.call(eraseAddress, { body: { email: old, reason: 'Left' } })
      const outcomes = await together(
        erase(operator),
        erase(deputy),
        file(operator, old),
        () => agency.call(testReachability, { params: { id }, body: TERMS }),
        () => stage.exchange.drain(),
        erase(operator),
      )
      const erased = [outcomes[0]!, outcomes[1]!, outcomes[5]!].filter(({ code }) => code === 'ok')
      expect(erased.length).toBeLessThanOrEqual(1)
      const [state] = await rows(sql<{ on_file: boolean; history: string | null }>`
        select exists (select from contacts where email = ${old}) as on_file,
          (select email from contact_changes where jurisdiction = '98001' order by id desc limit 1) as history`)
      // What stands on file stands in its history too.
      expect(state).toEqual({ on_file: true, history: old })
    }
  })
})
