/** Two people at once on what two people send and keep: each act happens once, is on record once, and none fails or waits for another for good. */
import {
  acknowledgeNotice,
  addElection,
  changeElection,
  closeNotice,
  createComposeDraft,
  dropComposeDraft,
  getComposeDraft,
  getReachability,
  listElections,
  planReachability,
  saveComposeDraft,
  setPersonActive,
  setRoles,
  testReachability,
  withdrawReachability,
} from '@tocsin/api'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newLinkToken } from '../src/offices/door.ts'
import {
  codesOf,
  compositionOf,
  type Crew,
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

describe('two people at once, on what they send and keep', () => {
  let crew: Crew
  beforeAll(async () => {
    crew = await openCrew()
  }, 120_000)
  afterAll(() => crew?.close())

  test('of all who approve, return, withdraw or submit a message anew at once, each step is on record once and it is released at most once', async () => {
    const { agency, second, third } = crew
    for (let round = 0; round < 4; round++) {
      const one = await submitOne(crew)
      await together(
        crew,
        one.approve(second),
        one.approve(third),
        one.approve(second),
        one.giveBack(second),
        one.giveBack(third),
        one.withdraw,
        one.anew,
        one.approve(agency),
      )
      const [message] = await selectAll(
        crew,
        sql<{
          state: string
          release_id: string | null
          events: string[]
        }>`
        select state, release_id, array(select 'message.' || what from message_events
          where message_id = m.id order by id) as events from messages m where id = ${one.id}::uuid`,
      )
      expect(message!.events).toEqual(
        (await logged(crew, `message:${one.id}`)).filter((kind) => kind !== 'refusal'),
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
    const { database, stage, operator, deputy, agency, second, third, group } = crew
    type Held = ('reviewer' | 'analyst')[]
    const rolesOf = (person: Actor, had: Held, roles: Held) => () =>
      operator.call(setRoles, { params: { id: person.personId }, body: { roles, had } })
    const active = (person: Actor, is: boolean) => () =>
      deputy.call(setPersonActive, { params: { id: person.personId }, body: { active: is } })
    const endsAt = (end: string) => () =>
      sql`update groups set expires_at = ${end}::timestamptz where id = ${group}::uuid`.execute(
        database.db,
      )
    for (const [meanwhile, undo] of [
      [
        rolesOf(second, ['reviewer', 'analyst'], ['analyst']),
        rolesOf(second, ['analyst'], ['reviewer', 'analyst']),
      ],
      [rolesOf(agency, ['analyst'], ['reviewer']), rolesOf(agency, ['reviewer'], ['analyst'])],
      [endsAt('2026-09-01'), endsAt('2099-01-01')],
      [active(third, false), active(third, true)],
    ] as const) {
      const one = await submitOne(crew)
      const [approved] = await together(
        crew,
        one.approve(second),
        meanwhile,
        one.giveBack(third),
        one.withdraw,
      )
      await undo()
      const [message] = await selectAll(
        crew,
        sql<{ state: string; releases: number }>`
        select state, (select count(*)::int from releases r where r.id = m.release_id) as releases
        from messages m where id = ${one.id}::uuid`,
      )
      expect(message).toMatchObject(
        approved!.code === 'ok' ? { state: 'approved', releases: 1 } : { releases: 0 },
      )
    }
    // Suspended, the third was signed out.
    crew.third = await stage.join(agency, ['reviewer', 'analyst'])
  })

  test('of two who save one draft at once the later is told who was first, and what is deleted stays deleted', async () => {
    const { agency, second, third } = crew
    const { summary } = await agency.call(createComposeDraft, { body: compositionOf('First') })
    const params = { id: summary.id }
    for (let version = 1; version < 6; version++) {
      const people = [agency, second, third]
      const outcomes = await together(
        crew,
        ...people.map(
          (person) => () =>
            person.call(saveComposeDraft, {
              params,
              body: { version, composition: compositionOf(`${person.personId}, ${version}`) },
            }),
        ),
      )
      expect(codesOf(outcomes)).toEqual(['conflict', 'conflict', 'ok'])
      const kept = await agency.call(getComposeDraft, { params })
      const winner = people[outcomes.findIndex(({ code }) => code === 'ok')]!
      expect(kept.composition.title).toBe(`${winner.personId}, ${version}`)
      for (const { message } of outcomes.filter(({ code }) => code === 'conflict'))
        expect(message.startsWith(`${kept.summary.savedBy} saved this draft meanwhile`)).toBe(true)
    }
    const body = { version: 6, composition: compositionOf('Last') }
    const outcomes = await together(
      crew,
      () => second.call(saveComposeDraft, { params, body }),
      () => agency.call(dropComposeDraft, { params }),
      () => third.call(dropComposeDraft, { params }),
    )
    expect(codesOf(outcomes.slice(1))).toEqual(['not-found', 'ok'])
    expect((await outcomeOf(agency.call(getComposeDraft, { params }))).code).toBe('not-found')
  })

  test('an election edited, planned for, tested and withdrawn from at once is whole, and each act is on record once', async () => {
    const { database, operator, deputy, agency, second, third, group } = crew
    const { id, edition } = await operator.call(addElection, { body: ELECTION })
    await sql`update groups set ends_with = ${id}::uuid, ends_days = 30 where id = ${group}::uuid`.execute(
      database.db,
    )
    const params = { id }
    const plan = (by: Actor, daysBefore: number) => () =>
      by.call(planReachability, { params, body: { ...TERMS, daysBefore } })
    const dates = ['2026-11-04', '2026-11-05', '2026-11-06', '2026-11-07']
    const outcomes = await together(
      crew,
      ...dates.map(
        (date, at) => () =>
          (at % 2 ? operator : deputy).call(changeElection, {
            params,
            body: { ...ELECTION, date, edition },
          }),
      ),
      ...Array.from({ length: 30 }, (_, at) => plan(at % 2 ? agency : second, (at % 20) + 1)),
    )
    const ok = outcomes.filter(({ code }) => code === 'ok').length
    const { plans } = await agency.call(getReachability, { params })
    expect(plans).toHaveLength(20)
    const kinds = await logged(crew, `election:${id}`)
    expect(kinds.filter((kind) => kind === 'reachability.planned')).toHaveLength(20)
    expect(kinds.filter((kind) => kind === 'election.changed')).toHaveLength(1)
    expect(ok).toBe(1 + 20)
    const [now] = (await operator.call(listElections)).items.filter((one) => one.id === id)
    const tests = await together(
      crew,
      () => agency.call(testReachability, { params, body: TERMS }),
      () => second.call(testReachability, { params, body: TERMS }),
      () =>
        operator.call(changeElection, {
          params,
          body: { ...ELECTION, places: ['98', '98001'], edition: now!.edition },
        }),
    )
    // Of two who send the same words at once the second is asked whether they mean it.
    expect(codesOf(tests.slice(0, 2))).toEqual(['conflict', 'ok'])
    const gone = plans[0]!.id
    const withdrawals = await together(
      crew,
      ...[agency, second, third].map(
        (person) => () => person.call(withdrawReachability, { params: { id, plan: gone } }),
      ),
    )
    expect(codesOf(withdrawals)).toEqual(['not-found', 'not-found', 'ok'])
    const [end] = await selectAll(
      crew,
      sql<{ right: boolean }>`
      select g.expires_at::date = e.held_on + 31 as right from groups g join elections e on e.id = g.ends_with
      where g.id = ${group}::uuid`,
    )
    expect(end).toEqual({ right: true })
  })

  test('an office that answers by several links at once, while the notice is closed, has answered once', async () => {
    const { database, agency, second } = crew
    for (let round = 0; round < 4; round++) {
      const id = await warn(agency)
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
        crew,
        ...links.map(({ token }, at) => () => {
          const step = at % 2 ? ('told' as const) : ('understood' as const)
          return agency.call(acknowledgeNotice, { body: { token, step, who: 'The clerk' } })
        }),
        close(agency),
        close(second),
      )
      expect(codesOf(outcomes)).toEqual(['conflict', 'ok', 'ok', 'ok', 'ok', 'ok'])
      const kinds = await logged(crew, `notice:${id}`)
      const count = (kind: string) => kinds.filter((one) => one === kind).length
      expect(count('notice.told')).toBeLessThanOrEqual(1)
      expect([count('notice.understood'), count('notice.closed')]).toEqual([1, 1])
    }
  })
})
