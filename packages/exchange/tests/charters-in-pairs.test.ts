/** Two at once on one charter, and on whom a message names: each is done whole or refused with what came first. */
import {
  addToGroup,
  adoptCharter,
  approveErasure,
  askErasure,
  getCharter,
  listMasked,
  refuseCharter,
  removeFromGroup,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { charterOf, look, openParties, type Parties, propose } from './charter-parties.ts'
import { outcomeOf } from './crew.ts'
import { sendReviewed, type Actor } from './members-at-work.ts'
import { MAIL, note, openWriters, textFor, type Writers } from './person-messages.ts'

const ROUNDS = 3

const atOnce = (...calls: (() => Promise<unknown>)[]) =>
  Promise.all(calls.map((call) => outcomeOf(call())))

onServer('Two at once on a charter', (open) => {
  let parties: Parties
  let reviewer: Actor
  beforeAll(async () => {
    parties = await openParties(open)
    reviewer = await parties.stage.join(parties.agency, ['reviewer'])
  })
  afterAll(() => parties?.close())

  /** A proposal of the operator that others have looked at; gives its number, its hash, and how each of them adopts it. */
  async function proposed(id: string, round: number) {
    const draft = charterOf({ maxTlp: round % 2 === 0 ? 'green' : 'amber' })
    const { number, sha256 } = await propose(parties.operator, id, draft)
    const adopterOf = async (who: Actor) => {
      const { version, seen } = await look(who, id, number)
      const body = { sha256: version.sha256!, seen: seen! }
      const params = { id, number: String(number) }
      return () => who.call(adoptCharter, { params, body })
    }
    return { number, sha256: sha256!, adopterOf }
  }

  /** State of a version, which is in force, and what the log has of it. */
  async function standing(id: string, number: number) {
    const call = parties.operator.call
    const { versions, inForce } = await call(getCharter, { params: { id } })
    const { rows } = await sql<{ kind: string }>`
      select e.leaf::json ->> 'kind' as kind from log_entries e join log_payloads p using (index)
      where p.subject = ${`group:${id}`} and p.payload::json ->> 'charter' = ${String(number)}
      order by index`.execute(parties.database.db)
    const { state } = versions.find((one) => one.number === number)!
    return { state, isInForce: inForce === number, log: rows.map(({ kind }) => kind) }
  }
  const ADOPTED = {
    state: 'adopted',
    isInForce: true,
    log: ['charter.proposed', 'charter.adopted', 'charter.in-force'],
  }

  test('of two who adopt it one does, and the other is told who did', async () => {
    const id = await parties.found()
    for (let round = 0; round < ROUNDS; round++) {
      const { number, adopterOf } = await proposed(id, round)
      const outcomes = await atOnce(await adopterOf(parties.counsel), await adopterOf(reviewer))
      expect(outcomes.map(({ code }) => code).toSorted()).toEqual(['conflict', 'ok'])
      const told = outcomes.find(({ code }) => code === 'conflict')!.message
      expect(told).toMatch(new RegExp(`^version ${number} was adopted by (Platform|Agency) at `))
      expect(await standing(id, number)).toEqual(ADOPTED)
    }
  })

  test('adopted and replaced at once, it is one of the two, and the later is told which', async () => {
    const id = await parties.found()
    for (let round = 0; round < ROUNDS; round++) {
      const { number, sha256, adopterOf } = await proposed(id, round)
      const [adopted, replaced] = await atOnce(await adopterOf(parties.counsel), () =>
        propose(parties.operator, id, charterOf({ retentionDays: 30 + round }), sha256),
      )
      expect([adopted!.code, replaced!.code].toSorted()).toEqual(['conflict', 'ok'])
      if (adopted!.code === 'ok') expect(await standing(id, number)).toEqual(ADOPTED)
      else {
        expect(adopted!.message).toContain('replaced by another proposal by Hub')
        expect(await standing(id, number)).toEqual({
          state: 'replaced',
          isInForce: false,
          log: ['charter.proposed'],
        })
        const params = { id, number: String(number + 1) }
        await reviewer.call(refuseCharter, { params, body: { reason: 'Again' } })
      }
    }
  })

  test('adopted by whose organisation leaves at once, it is adopted before or refused after', async () => {
    const id = await parties.found()
    const { operator, counsel, platform } = parties
    const membership = { params: { id, memberId: platform.id } }
    for (let round = 0; round < ROUNDS; round++) {
      const { number, adopterOf } = await proposed(id, round)
      const [adopted, left] = await atOnce(await adopterOf(counsel), () =>
        operator.call(removeFromGroup, membership),
      )
      expect(left!.code).toBe('ok')
      // Whoever asks once its organisation has left is shown no group to adopt anything in, nor what it adopted before.
      const done = ['ok', 'done-unread']
      expect([...done, 'refused-by-policy', 'not-found']).toContain(adopted!.code)
      const after = await standing(id, number)
      if (done.includes(adopted!.code)) expect(after).toEqual(ADOPTED)
      else {
        expect(after).toEqual({ state: 'proposed', isInForce: false, log: ['charter.proposed'] })
        const params = { id, number: String(number) }
        await reviewer.call(refuseCharter, { params, body: { reason: 'Again' } })
      }
      await operator.call(addToGroup, membership)
    }
  })
})

onServer('Two at once on whom a message names', (open) => {
  let writers: Writers
  beforeAll(async () => {
    writers = await openWriters(open)
  })
  afterAll(() => writers?.close())

  test('read while it is erased, each reader has it whole or not at all, and afterwards nobody has it', async () => {
    const { stage, agency, second, platform, hub, draftOf, reviewed } = writers
    const deputy = await stage.join(hub, ['operator'])
    for (let round = 0; round < ROUNDS; round++) {
      const draft = await reviewed(draftOf([note(`Written to ${MAIL}`)]), 'of-the-country')
      const { id } = (await sendReviewed(agency, second, draft)).summary
      const body = { subject: `release:${id}`, reason: 'Their wish' }
      const wish = await hub.call(askErasure, { body })
      const read = async (who: Actor) => (await who.call(listMasked, { params: { id } })).items
      const [erased, mine, theirs, shown] = await Promise.all([
        outcomeOf(deputy.call(approveErasure, { params: { id: wish.id } })),
        read(agency),
        read(second),
        textFor(platform, id),
      ])
      expect(erased.code).toBe('ok')
      for (const items of [mine, theirs])
        expect([[], [MAIL]]).toContainEqual(items.map(({ original }) => original))
      expect(shown).toContain('Written to person-')
      expect(shown).not.toContain(MAIL)
      expect(await read(agency)).toEqual([])
      expect(await outcomeOf(read(platform))).toMatchObject({ code: 'not-found' })
    }
  })
})
