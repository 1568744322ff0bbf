/** Two at once on charters and on whom a message names: each step happens once, whole, and none fails or waits for another for good. */
import {
  addElection,
  addToGroup,
  adoptCharter,
  approveErasure,
  approveMessage,
  askErasure,
  changeElection,
  createRelease,
  getCharterVersion,
  getMessage,
  listElections,
  listMasked,
  previewRelease,
  proposeCharter,
  refuseCharter,
  removeFromGroup,
  submitMessage,
  type CharterDraft,
} from '@tocsin/api'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringIntoForce } from '../src/charters/in-force.ts'
import { remindOfEnds } from '../src/charters/remind.ts'
import {
  codesOf,
  type Crew,
  draftFor,
  ELECTION,
  logged,
  openCrew,
  selectAll,
  submitOne,
  together,
} from './crew.ts'
import { firstTerms, type Actor } from './members-at-work.ts'

const DAY = 86_400_000

describe('two people at once, on charters and on persons in messages', () => {
  let crew: Crew
  beforeAll(async () => {
    crew = await openCrew()
  }, 120_000)
  afterAll(() => crew?.close())

  const draft = (change: Partial<CharterDraft['terms']>, inForceFrom?: string): CharterDraft => ({
    terms: { ...firstTerms({}), ...change },
    cases: [],
    inForceFrom: inForceFrom ?? crew.stage.clock.now().toISOString(),
  })
  const propose = (by: Actor, body: CharterDraft, replaces?: string) =>
    by.call(proposeCharter, {
      params: { id: crew.group },
      body: { draft: body, ...(replaces === undefined ? {} : { replaces }) },
    })
  const look = async (by: Actor, number: number) => {
    const params = { id: crew.group, number: String(number) }
    const { version, seen } = await by.call(getCharterVersion, { params })
    return { params, body: { sha256: version.sha256!, seen: seen! } }
  }
  const stateOf = async (number: number) => {
    const [row] = await selectAll(
      crew,
      sql<{ state: string; in_force: number; waiting: number }>`
      select v.state, g.charter_number as in_force, (select count(*)::int from charter_versions w
        where w.group_id = g.id and w.state = 'proposed') as waiting
      from charter_versions v join groups g on g.id = v.group_id
      where g.id = ${crew.group}::uuid and v.number = ${number}`,
    )
    return row!
  }

  test('a charter adopted, refused and replaced while its members and its election change and its group is released to is settled once', async () => {
    const { stage, operator, deputy, second, third, group } = crew
    const { id, edition } = await operator.call(addElection, { body: ELECTION })
    const guest = await stage.admit('Guest', 'researcher')
    const peer = await stage.admit('Peer', 'hub')
    const { until: _, ...terms } = firstTerms({})
    let now = edition
    await operator.call(addToGroup, { params: { id: group, memberId: peer.id } })
    for (let round = 0; round < 5; round++) {
      stage.clock.advance(60_000)
      const endsWith = { election: id, days: 100 + round }
      const { number, sha256 } = await propose(operator, {
        ...draft({}),
        terms: { ...terms, endsWith },
      })
      const [mine, theirs] = [await look(second, number), await look(third, number)]
      const release = draftFor(crew)
      const { message: _message, ...body } = release
      const { digest } = await peer.call(previewRelease, { body })
      const one = await submitOne(crew)
      const memberOf = { params: { id: group, memberId: guest.id } }
      const outcomes = await together(
        crew,
        () => second.call(adoptCharter, mine),
        () => third.call(adoptCharter, theirs),
        () => third.call(refuseCharter, { params: theirs.params, body: { reason: 'Too long' } }),
        () => propose(deputy, draft({ maxTlp: 'amber' }), sha256),
        () => deputy.call(addToGroup, memberOf),
        () => operator.call(removeFromGroup, memberOf),
        () =>
          deputy.call(changeElection, {
            params: { id },
            body: { ...ELECTION, date: `2026-11-0${round + 4}`, edition: now },
          }),
        () => peer.call(createRelease, { body: { draft: body, digest } }),
        one.approve(second),
        () => stage.exchange.drain(),
      )
      const { state, in_force: inForce, waiting } = await stateOf(number)
      const settled = outcomes.slice(0, 4).filter(({ code }) => code === 'ok')
      // Whoever proposes anew where it is settled already is told so.
      expect([state, settled.length]).toEqual([state, 1])
      expect(inForce === number).toBe(state === 'adopted')
      expect(waiting).toBe(state === 'replaced' ? 1 : 0)
      const kinds = await logged(crew, `group:${group}`)
      expect(kinds.filter((kind) => kind === 'charter.in-force').length).toBe(
        kinds.filter((kind) => kind === 'charter.adopted' || kind === 'charter.renewed').length,
      )
      const [end] = await selectAll(
        crew,
        sql<{ right: boolean }>`
        select g.expires_at = (e.held_on + g.ends_days + 1)::timestamp at time zone 'utc'
          or g.ends_with is null or abs(g.expires_at::date - e.held_on - g.ends_days) <= 1 as right
        from groups g left join elections e on e.id = g.ends_with where g.id = ${group}::uuid`,
      )
      expect(end).toEqual({ right: true })
      if (state === 'replaced')
        await third.call(refuseCharter, {
          params: { id: group, number: String(number + 1) },
          body: { reason: 'Again' },
        })
      now = outcomes[6]!.code === 'ok' ? await editionOf(id) : now
    }
    expect((await logged(crew, `group:${group}`)).length).toBeGreaterThan(10)
  })

  async function editionOf(id: string): Promise<string> {
    const { items } = await crew.operator.call(listElections)
    return items.find((one) => one.id === id)!.edition
  }

  test('several processes bring a version into force once, and remind of its end once', async () => {
    const { stage, operator, second, group } = crew
    const { context } = stage.exchange
    const from = new Date(stage.clock.now().getTime() + DAY)
    const until = new Date(from.getTime() + 20 * DAY).toISOString()
    const { number } = await propose(operator, draft({ until }, from.toISOString()))
    await second.call(adoptCharter, await look(second, number))
    stage.clock.set(from)
    const count = async (kind: string) =>
      (await logged(crew, `group:${group}`)).filter((one) => one === kind).length
    const before = await count('charter.in-force')
    const run = (act: typeof bringIntoForce) => () => act(context)
    const one = await submitOne(crew)
    await together(
      crew,
      ...Array.from({ length: 6 }, () => run(bringIntoForce)),
      one.approve(second),
    )
    expect(await count('charter.in-force')).toBe(before + 1)
    expect(await stateOf(number)).toMatchObject({ in_force: number })
    await together(crew, ...Array.from({ length: 6 }, () => run(remindOfEnds)))
    expect(await count('charter.reminded')).toBe(1)
    const mails = await selectAll(
      crew,
      sql<{ n: number }>`select count(*)::int as n from deliveries
      where purpose = 'charter' and group_id = ${group}::uuid group by person_id`,
    )
    expect(mails.length).toBeGreaterThan(1)
    expect(mails.every(({ n }) => n === 1)).toBe(true)
  })

  test('a message in which somebody is masked is approved once while what its pseudonyms stand for is erased, and nothing of that is left', async () => {
    const { operator, deputy, agency, second, third } = crew
    for (let round = 0; round < 4; round++) {
      const plain = draftFor(crew)
      const objects = plain.objects.map((one) => ({
        ...(one as object),
        content: 'Written to a.roe@example.com',
      }))
      const { persons } = await agency.call(previewRelease, { body: { ...plain, objects } })
      const found = persons!.found.map(({ key }) => key)
      const statements = [{ as: 'of-the-country' as const, found }]
      const body = { draft: { ...plain, objects, persons: { of: persons!.of, statements } } }
      const { id, revision } = await agency.call(submitMessage, { body })
      const { digest } = await second.call(getMessage, { params: { id } })
      await third.call(getMessage, { params: { id } })
      const subject = `message:${id}`
      const wish = await operator.call(askErasure, { body: { subject, reason: 'Their wish' } })
      const approve = (by: Actor) => () =>
        by.call(approveMessage, { params: { id }, body: { revision, digest } })
      const outcomes = await together(
        crew,
        approve(second),
        approve(third),
        () => deputy.call(approveErasure, { params: { id: wish.id } }),
        approve(second),
      )
      expect(codesOf(outcomes.toSpliced(2, 1)).filter((code) => code === 'ok').length).toBe(1)
      expect(outcomes[2]).toMatchObject({ code: 'ok' })
      const [sent] = await selectAll(
        crew,
        sql<{ release: string }>`select release_id as release from messages where id = ${id}::uuid`,
      )
      const release = sent!.release
      const again = await operator.call(askErasure, {
        body: { subject: `release:${release}`, reason: 'Their wish' },
      })
      await together(
        crew,
        () => deputy.call(approveErasure, { params: { id: again.id } }),
        () => agency.call(listMasked, { params: { id: release } }),
        () => second.call(listMasked, { params: { id: release } }),
      )
      expect((await agency.call(listMasked, { params: { id: release } })).items).toEqual([])
    }
  })
})
