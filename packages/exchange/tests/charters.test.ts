import { adoptCharter, checkCharter, getCharter, refuseCharter, setRoles } from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  adopt,
  charterOf,
  look,
  openParties,
  type Parties,
  post,
  propose,
  releaseOf,
  verdictOn,
} from './charter-parties.ts'
import { type Actor } from './members-at-work.ts'

onEachDatabase('Charters', (open) => {
  let parties: Parties
  beforeAll(async () => {
    parties = await openParties(open)
  })
  afterAll(() => parties?.close())

  test('a version is adopted by a second person of the other side, and verdicts follow it from then on', async () => {
    const { operator, platform, counsel, found } = parties
    const id = await found()
    expect((await verdictOn(platform, releaseOf(id))).allow).toBe(true)
    const proposed = await propose(operator, id, charterOf({ purposes: ['election-security'] }))
    expect(proposed).toMatchObject({
      number: 2,
      state: 'proposed',
      proposedBy: { member: { name: 'Hub' } },
    })
    expect((await verdictOn(platform, releaseOf(id))).allow).toBe(true)
    const sheet = await look(counsel, id, 2)
    const losses = sheet.check!.changes.map(({ effect, words }) => [effect, words])
    expect(losses[0]).toEqual([
      'loss',
      'All kinds of member lose sending any TLP (TLP:RED where named one by one) for platform integrity and research, by screen, API and machine, from 2026-10-01 12:00:00 UTC until 2099-01-01',
    ])
    expect(losses.every(([effect]) => effect === 'loss')).toBe(true)
    const adopted = await adopt(counsel, id, 2)
    expect(adopted).toMatchObject({ state: 'adopted', settledBy: { member: { name: 'Platform' } } })
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({
      allow: false,
      rule: 'charter-purpose',
    })
    expect(await operator.call(getCharter, { params: { id } })).toMatchObject({ inForce: 2 })
  })

  test('what the charter alone refuses is refused by its own rule, at the screen and over TAXII', async () => {
    const { stage, operator, platform, counsel, found } = parties
    const id = await found()
    await propose(operator, id, charterOf({ senders: ['agency'] }))
    await adopt(counsel, id, 2)
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({
      allow: false,
      rule: 'group-senders',
    })
    const machine = await stage.withKey(platform)
    const reply = await post(machine, id)
    expect(reply.status).toBe(403)
    expect(await reply.text()).toContain('group-senders')
  })

  test('nobody adopts what it proposed, and two operators do not change what members agreed on', async () => {
    const { database, stage, operator, found } = parties
    const id = await found()
    await propose(operator, id, charterOf({ maxTlp: 'amber' }))
    const refused = { code: 'refused-by-policy' }
    await expect(adopt(operator, id, 2)).rejects.toMatchObject({
      ...refused,
      rule: 'charter-by-another',
    })
    const second = await stage.join(operator, ['operator'])
    await expect(adopt(second, id, 2)).rejects.toMatchObject({
      ...refused,
      rule: 'charter-both-sides',
    })
    const stranger = await stage.admit('Stranger', 'platform', ['reviewer'])
    await expect(look(stranger, id, 2)).rejects.toMatchObject({ code: 'not-found' })
    const body = { sha256: '0'.repeat(64), seen: '0'.repeat(64) }
    await expect(
      stranger.call(adoptCharter, { params: { id, number: '2' }, body }),
    ).rejects.toMatchObject({ ...refused, rule: 'charter-no-part' })
    const recorded = await database.db
      .selectFrom('refusals')
      .select('rule')
      .where('subject', '=', `group:${id}`)
      .execute()
    expect(recorded.map(({ rule }) => rule).toSorted()).toEqual([
      'charter-both-sides',
      'charter-by-another',
      'charter-no-part',
    ])
    expect(await operator.call(getCharter, { params: { id } })).toMatchObject({ inForce: 1 })
  })

  test('an adoption is of exactly what the second person was shown', async () => {
    const { stage, operator, platform, counsel, found } = parties
    const id = await found()
    const { sha256 } = await propose(operator, id, charterOf({ maxTlp: 'green' }))
    const params = { id, number: '2' }
    const never = { sha256: sha256!, seen: '0'.repeat(64) }
    await expect(counsel.call(adoptCharter, { params, body: never })).rejects.toMatchObject({
      code: 'preview-outdated',
    })
    const other = await stage.join(platform, ['reviewer'])
    const { seen } = await look(other, id, 2)
    // What another person was shown is not what this one was.
    await expect(
      counsel.call(adoptCharter, { params, body: { sha256: sha256!, seen: seen! } }),
    ).rejects.toMatchObject({ code: 'preview-outdated' })
  })

  test('whoever lost the part or the role since proposing stands behind nothing', async () => {
    const { stage, operator, counsel, found } = parties
    const id = await found()
    const hub = await stage.join(operator, ['operator'])
    await propose(hub, id, charterOf({ maxTlp: 'green' }))
    await operator.call(setRoles, {
      params: { id: hub.personId },
      body: { roles: ['analyst'], had: ['operator'] },
    })
    await expect(adopt(counsel, id, 2)).rejects.toMatchObject({ rule: 'charter-proposer-left' })
  })

  test('one proposal waits at a time: another one is told whose it is, or replaces it by its hash', async () => {
    const { operator, counsel, found } = parties
    const id = await found()
    const first = await propose(operator, id, charterOf({ maxTlp: 'green' }))
    await expect(propose(counsel, id, charterOf({ maxTlp: 'clear' }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('version 2, which Hub proposed at'),
    })
    await propose(counsel, id, charterOf({ maxTlp: 'clear' }), first.sha256)
    const { versions } = await counsel.call(getCharter, { params: { id } })
    expect(versions.map(({ number, state }) => [number, state])).toEqual([
      [3, 'proposed'],
      [2, 'replaced'],
      [1, 'adopted'],
    ])
    const body = { sha256: first.sha256!, seen: '0'.repeat(64) }
    await expect(counsel.call(adoptCharter, { params: { id, number: '2' }, body })).rejects.toThrow(
      'version 2 was replaced by another proposal by Platform',
    )
    await adopt(operator, id, 3)
  })

  test('of many who adopt, refuse and propose at once one thing comes of it, and the others are told what', async () => {
    const { stage, operator, platform, counsel, found } = parties
    const id = await found()
    await propose(operator, id, charterOf({ maxTlp: 'green' }))
    const others = await Promise.all([1, 2, 3].map(() => stage.join(platform, ['reviewer'])))
    await Promise.all(others.map((who) => look(who, id, 2)))
    const outcomes = await Promise.allSettled([
      ...others.map((who) => adopt(who, id, 2)),
      counsel.call(refuseCharter, { params: { id, number: '2' }, body: { reason: 'Too narrow' } }),
      propose(counsel, id, charterOf({ maxTlp: 'clear' })),
    ])
    const done = outcomes.filter(({ status }) => status === 'fulfilled')
    const told = outcomes.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as { code: string; message: string }] : [],
    )
    const { versions, inForce } = await operator.call(getCharter, { params: { id } })
    const second = versions.find(({ number }) => number === 2)!
    expect(['adopted', 'refused']).toContain(second.state)
    expect(inForce).toBe(second.state === 'adopted' ? 2 : 1)
    expect(versions.filter(({ state }) => state === 'proposed').length).toBeLessThan(2)
    expect(done.length).toBe(versions.length - 1)
    for (const { code, message } of told) {
      expect(['conflict', 'bad-request', 'preview-outdated']).toContain(code)
      // Whoever looks once it is decided finds nothing to adopt, and so has seen nothing.
      expect(message).toMatch(/version \d|looks?|cannot|lacks seen/)
    }
  })

  test('a text outside what can be worked out is refused with line and place', async () => {
    const { operator, found } = parties
    const id = await found()
    const text = `@id("own")\n@reason("no")\nforbid (principal, action, resource)\nwhen { principal.kind like "plat*" };`
    const { faults } = await operator.call(checkCharter, {
      params: { id },
      body: charterOf({}, { text }),
    })
    expect(faults).toEqual([
      { line: 4, column: expect.any(Number), message: expect.stringContaining('like') },
    ])
    await expect(propose(operator, id, charterOf({}, { text }))).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('line 4'),
    })
  })

  test('a case that people wrote down is checked at each change', async () => {
    const { operator, found } = parties
    const id = await found()
    const research = {
      words: 'A platform receives research of an agency',
      action: 'receive' as const,
      kind: 'platform' as const,
      sender: 'agency' as const,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'research' as const,
      exit: 'api' as const,
      at: '2026-11-01T00:00:00.000Z',
      expect: 'allow' as const,
    }
    const broken = charterOf({ purposes: ['election-security'] }, { cases: [research] })
    await expect(propose(operator, id, broken)).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/draft/cases/0',
    })
    expect((await propose(operator, id, charterOf({}, { cases: [research] }))).number).toBe(2)
  })

  test('the record of a charter names each step and who took it', async () => {
    const { database, stage, operator, counsel, found } = parties
    const id = await found()
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, charterOf({ maxTlp: 'green' }, { inForceFrom }))
    await counsel.call(refuseCharter, {
      params: { id, number: '2' },
      body: { reason: 'Too narrow' },
    })
    await propose(counsel, id, charterOf({ maxTlp: 'amber' }, { inForceFrom }))
    await adopt(operator, id, 3)
    await propose(
      operator,
      id,
      charterOf({ maxTlp: 'amber', until: '2099-03-01T00:00:00.000Z' }, { inForceFrom }),
    )
    await adopt(counsel, id, 4)
    const { rows } = await database.db
      .selectFrom('log_payloads as p')
      .innerJoin('log_entries as e', 'e.index', 'p.index')
      .select(['e.leaf', 'p.payload'])
      .where('p.subject', '=', `group:${id}`)
      .orderBy('e.index')
      .execute()
      .then((all) => ({ rows: all }))
    const steps = rows.map(({ leaf, payload }) => [
      (JSON.parse(leaf) as { kind: string }).kind,
      (JSON.parse(payload!) as { by: string | { person: string } }).by,
    ])
    const by = (who: Actor) => ({ member: who.id, person: who.personId })
    expect(steps).toEqual([
      ['charter.proposed', by(operator)],
      ['charter.refused', by(counsel)],
      ['charter.proposed', by(counsel)],
      ['charter.adopted', by(operator)],
      ['charter.in-force', 'clock'],
      ['charter.proposed', by(operator)],
      ['charter.renewed', by(counsel)],
      ['charter.in-force', 'clock'],
    ])
  })
})
