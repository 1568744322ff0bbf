/** Two people at once on who may come in and on what is erased: nobody is left in, and what is erased is erased once, whole. */
import {
  addElection,
  approveErasure,
  askErasure,
  closeNotice,
  createComposeDraft,
  createKey,
  declineErasure,
  eraseAddress,
  getPacket,
  importContacts,
  inviteAgain,
  invitePerson,
  placeHold,
  requestLink,
  revokeKey,
  setMemberActive,
  setPersonActive,
  setRoles,
  signOut,
  submitMessage,
  testReachability,
} from '@tocsin/api'
import { formatPacket, toVerifiers, verifyPacket } from '@tocsin/proof'
import { asAnother } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeCommitOrder } from '../src/db/commit-order.ts'
import {
  codesOf,
  compositionOf,
  type Crew,
  draftFor,
  ELECTION,
  logged,
  openCrew,
  outcomeOf,
  selectAll,
  submitOne,
  TERMS,
  together,
  warn,
} from './crew.ts'
import type { Actor } from './members-at-work.ts'

describe('two people at once, on who may come in and what is erased', () => {
  let crew: Crew
  beforeAll(async () => {
    crew = await openCrew()
  }, 120_000)
  afterAll(() => crew?.close())

  test('operators who demote, suspend and erase each other at once leave one behind', async () => {
    const { database, stage, operator, deputy } = crew
    const rivals = [operator, deputy, await stage.join(operator, ['operator'])]
    const [a, b, c] = rivals as [Actor, Actor, Actor]
    const roles = (by: Actor, id: string) => () =>
      by.call(setRoles, { params: { id }, body: { roles: ['analyst'], had: ['operator'] } })
    const suspend = (by: Actor, id: string) => () =>
      by.call(setPersonActive, { params: { id }, body: { active: false } })
    const member = () => a.call(setMemberActive, { params: { id: a.id }, body: { active: false } })
    for (let round = 0; round < 4; round++) {
      await together(
        crew,
        roles(a, b.personId),
        roles(b, a.personId),
        suspend(a, c.personId),
        suspend(b, c.personId),
        roles(c, a.personId),
        suspend(c, b.personId),
        member,
      )
      const [left] = await selectAll(
        crew,
        sql<{ n: number }>`
        select count(*)::int as n from people p join members m on m.id = p.member_id
        where p.active and m.active and 'operator' = any(p.roles)`,
      )
      expect(left!.n).toBeGreaterThan(0)
      await sql`update people set active = true, roles = '{operator}' where member_id = ${a.id}::uuid`.execute(
        database.db,
      )
    }
    // Whoever was suspended is signed out.
    crew.operator = await stage.join(operator, ['operator'])
    crew.deputy = await stage.join(operator, ['operator'])
  })

  test('signing in and out, inviting, keys, suspension and erasure of one person at once end in no failure and no open door', async () => {
    const { stage, operator, deputy, agency } = crew
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
        crew,
        () => person.call(signOut),
        () => operator.call(setPersonActive, { params: { id }, body: { active: false } }),
        () => deputy.call(approveErasure, { params: { id: wish } }),
        () => person.call(revokeKey, { params: { id: own.key.id } }),
        () => operator.call(revokeKey, { params: { id: own.key.id } }),
        () => person.call(createKey, { body: { label: 'Two', canWrite: true } }),
        () => person.call(submitMessage, { body: { draft: draftFor(crew) } }),
        () => person.call(createComposeDraft, { body: compositionOf('Mine') }),
        () => operator.call(inviteAgain, { params: { id: guest.id } }),
        () => deputy.call(inviteAgain, { params: { id: guest.id } }),
        () => deputy.call(setPersonActive, { params: { id: guest.id }, body: { active: false } }),
        () => agency.call(requestLink, { body: { email: `guest-${round}@member.example` } }),
      )
      const [left] = await selectAll(
        crew,
        sql<{
          sessions: number
          links: number
          keys: number
          name: string
        }>`
        select name, (select count(*)::int from sessions where person_id = p.id) as sessions,
          (select count(*)::int from sign_in_links where person_id = p.id) as links,
          (select count(*)::int from api_keys where person_id = p.id and revoked_at is null) as keys
        from people p where id = ${id}::uuid`,
      )
      expect(left).toEqual({ name: 'Erased', sessions: 0, links: 0, keys: 0 })
    }
  })

  test('of a hold, an approval and a refusal of an erasure at once, what is erased is erased once, whole, and never under a hold', async () => {
    const { operator, deputy, second } = crew
    for (let round = 0; round < 4; round++) {
      const one = await submitOne(crew)
      const subject = `message:${one.id}`
      const { id } = await operator.call(askErasure, { body: { subject, reason: 'Their wish' } })
      const hold = { body: { subject, reason: 'A court asked' } }
      const [approved, again, declined, held, heldAgain] = await together(
        crew,
        () => deputy.call(approveErasure, { params: { id } }),
        () => deputy.call(approveErasure, { params: { id } }),
        () => operator.call(declineErasure, { params: { id } }),
        () => operator.call(placeHold, hold),
        () => deputy.call(placeHold, hold),
        one.giveBack(second),
      )
      expect(codesOf([held!, heldAgain!])).toEqual(['conflict', 'ok'])
      const decisions = [approved!, again!, declined!].filter(({ code }) => code === 'ok')
      expect(decisions.length).toBe(1)
      const kept = await logged(crew, subject)
      const isErased = declined!.code !== 'ok'
      expect(kept.includes('message.submitted')).toBe(!isErased)
      const [about] = await selectAll(
        crew,
        sql<{
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
          where p.payload::json ->> 'erasure' = ${id}) as told`,
      )
      expect(about).toEqual({
        asked: 1,
        erased: isErased ? 1 : 0,
        declined: isErased ? 0 : 1,
        held: 1,
      })
    }
  })

  test('a packet that is read while its subject is erased holds nothing that does not verify', async () => {
    const { stage, operator, deputy, agency } = crew
    const verifiers = toVerifiers(stage.exchange.context.log.verifier)
    for (let round = 0; round < 4; round++) {
      const about = `notice:${await warn(agency)}`
      const body = { subject: about, reason: 'Their wish' }
      const { id } = await operator.call(askErasure, { body })
      const packets: string[][] = []
      const read = async () => {
        packets.push((await agency.call(getPacket, { params: { about } })).items)
      }
      const outcomes = await together(
        crew,
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

  const file = (by: Actor, email: string) => () =>
    by.call(importContacts, {
      body: {
        contacts: [
          { jurisdiction: '98001', role: 'clerk', rank: 0, title: 'Clerk', email, language: 'en' },
        ],
      },
    })
  /** Acts that wait for their place in the log, which a transaction of this test holds. */
  const waitFor = async (acts: number) => {
    await expect
      .poll(
        async () => {
          const [row] = await selectAll(
            crew,
            sql<{ n: number }>`
          select count(*)::int as n from pg_locks
          where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
          )
          return row!.n
        },
        { timeout: 30_000 },
      )
      .toBe(acts)
  }

  test('an address that comes back on file after it was looked up to be erased is kept', async () => {
    const { database, operator, deputy } = crew
    const [old, next] = ['old@county.example', 'next@county.example']
    await file(operator, old)()
    await file(operator, next)()
    const [comesBack, erased] = await database.db.transaction().execute(async (tx) => {
      await takeCommitOrder(tx)
      const filed = asAnother(() => outcomeOf(file(operator, old)()))
      await asAnother(() => waitFor(1))
      const body = { email: old, reason: 'Left' }
      const asked = asAnother(() => outcomeOf(deputy.call(eraseAddress, { body })))
      await asAnother(() => waitFor(2))
      return [filed, asked] as const
    })
    expect([(await comesBack).code, (await erased).code]).toEqual(['ok', 'conflict'])
    const kept = await selectAll(
      crew,
      sql<{ n: number }>`
      select count(*)::int as n from contact_changes where email = ${old}`,
    )
    expect(kept).toEqual([{ n: 2 }])
  })

  test('an address is erased once, and not while it comes back on file or is written to', async () => {
    const { stage, operator, deputy, agency } = crew
    const { id } = await operator.call(addElection, { body: { ...ELECTION, places: ['98001'] } })
    for (let round = 0; round < 4; round++) {
      const [old, next] = [`old-${round}@county.example`, `next-${round}@county.example`]
      await file(operator, old)()
      await file(operator, next)()
      const erase = (by: Actor) => () =>
        by.call(eraseAddress, { body: { email: old, reason: 'Left' } })
      const before = (await logged(crew, 'contacts')).length
      const outcomes = await together(
        crew,
        erase(operator),
        erase(deputy),
        file(operator, old),
        () => agency.call(testReachability, { params: { id }, body: TERMS }),
        () => stage.exchange.drain(),
        erase(operator),
      )
      const erased = [outcomes[0]!, outcomes[1]!, outcomes[5]!].filter(({ code }) => code === 'ok')
      expect(erased.length).toBeLessThanOrEqual(1)
      expect((await logged(crew, 'contacts')).slice(before)).toEqual([
        ...erased.map(() => 'address.erased'),
        'contacts.imported',
      ])
      const [state] = await selectAll(
        crew,
        sql<{ on_file: boolean; history: string | null }>`
        select exists (select from contacts where email = ${old}) as on_file,
          (select email from contact_changes where jurisdiction = '98001' order by id desc limit 1) as history`,
      )
      // What stands on file stands in its history too.
      expect(state).toEqual({ on_file: true, history: old })
    }
  })
})
