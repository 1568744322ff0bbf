import {
  adoptCharter,
  approveMessage,
  checkCharter,
  createRelease,
  getCharter,
  getCharterVersion,
  getMessage,
  getReleaseObjects,
  listGroups,
  previewRelease,
  proposeCharter,
  refuseCharter,
  setRoles,
  submitMessage,
  type CharterDraft,
  type CharterTerms,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, firstTerms, MESSAGE, openStage, type Stage } from './members-at-work.ts'

const NOW = '2026-10-01T12:00:00.000Z'

onEachDatabase('Charters', (open) => {
  let database: TestDatabase
  let stage: Stage
  let operator: Actor
  let agency: Actor
  let platform: Actor
  let counsel: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    operator = await stage.admit('Hub', 'hub', ['operator'])
    agency = await stage.admit('Agency', 'agency')
    platform = await stage.admit('Platform', 'platform')
    counsel = await stage.join(platform, ['reviewer', 'analyst'])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const found = () => stage.found(`Group ${randomUUID()}`, [agency, platform])
  const draft = (
    change: Partial<CharterTerms> = {},
    more: Partial<CharterDraft> = {},
  ): CharterDraft => ({
    terms: { ...firstTerms({}), ...change },
    cases: [],
    inForceFrom: NOW,
    ...more,
  })
  const propose = (who: Actor, id: string, body: CharterDraft, replaces?: string) =>
    who.call(proposeCharter, {
      params: { id },
      body: { draft: body, ...(replaces ? { replaces } : {}) },
    })
  const look = (who: Actor, id: string, number: number) =>
    who.call(getCharterVersion, { params: { id, number: String(number) } })
  const adopt = async (who: Actor, id: string, number: number) => {
    const { version, seen } = await look(who, id, number)
    const body = { sha256: version.sha256!, seen: seen! }
    return who.call(adoptCharter, { params: { id, number: String(number) }, body })
  }
  const release = (groupId: string, change: Partial<ReleaseDraft['terms']> = {}): ReleaseDraft => ({
    title: 'Seen today',
    terms: {
      groupId,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'research',
      basis: 'Charter',
      ...change,
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: NOW,
        modified: NOW,
        content: 'Seen today',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
  })
  const post = (machine: Actor, id: string) =>
    machine.send(`/taxii2/exchange/collections/${id}/objects/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/taxii+json;version=2.1',
        accept: 'application/taxii+json;version=2.1',
      },
      body: JSON.stringify({ objects: release(id).objects }),
    })
  const verdict = async (who: Actor, body: ReleaseDraft) =>
    (await who.call(previewRelease, { body })).verdicts[0]!
  const send = async (who: Actor, body: ReleaseDraft) => {
    const { digest } = await who.call(previewRelease, { body })
    return (await who.call(createRelease, { body: { draft: body, digest } })).summary.id
  }

  test('a version is adopted by a second person of the other side, and verdicts follow it from then on', async () => {
    const id = await found()
    expect((await verdict(platform, release(id))).allow).toBe(true)
    const proposed = await propose(operator, id, draft({ purposes: ['election-security'] }))
    expect(proposed).toMatchObject({
      number: 2,
      state: 'proposed',
      proposedBy: { member: { name: 'Hub' } },
    })
    expect((await verdict(platform, release(id))).allow).toBe(true)
    const sheet = await look(counsel, id, 2)
    const losses = sheet.check!.changes.map(({ effect, words }) => [effect, words])
    expect(losses[0]).toEqual([
      'loss',
      'All kinds of member lose sending any TLP (TLP:RED where named one by one) for platform integrity and research, by screen, API and machine, from 2026-10-01 12:00:00 UTC until 2099-01-01',
    ])
    expect(losses.every(([effect]) => effect === 'loss')).toBe(true)
    const adopted = await adopt(counsel, id, 2)
    expect(adopted).toMatchObject({ state: 'adopted', settledBy: { member: { name: 'Platform' } } })
    expect(await verdict(platform, release(id))).toMatchObject({
      allow: false,
      rule: 'charter-purpose',
    })
    expect(await operator.call(getCharter, { params: { id } })).toMatchObject({ inForce: 2 })
  })

  test('what the charter alone refuses is refused by its own rule, at the screen and over TAXII', async () => {
    const id = await found()
    await propose(operator, id, draft({ senders: ['agency'] }))
    await adopt(counsel, id, 2)
    expect(await verdict(platform, release(id))).toMatchObject({
      allow: false,
      rule: 'group-senders',
    })
    const machine = await stage.withKey(platform)
    const reply = await post(machine, id)
    expect(reply.status).toBe(403)
    expect(await reply.text()).toContain('group-senders')
  })

  test('nobody adopts what it proposed, and two operators do not change what members agreed on', async () => {
    const id = await found()
    await propose(operator, id, draft({ maxTlp: 'amber' }))
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
    const id = await found()
    const { sha256 } = await propose(operator, id, draft({ maxTlp: 'green' }))
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
    const id = await found()
    const hub = await stage.join(operator, ['operator'])
    await propose(hub, id, draft({ maxTlp: 'green' }))
    await operator.call(setRoles, {
      params: { id: hub.personId },
      body: { roles: ['analyst'], had: ['operator'] },
    })
    await expect(adopt(counsel, id, 2)).rejects.toMatchObject({ rule: 'charter-proposer-left' })
  })

  test('one proposal waits at a time: another one is told whose it is, or replaces it by its hash', async () => {
    const id = await found()
    const first = await propose(operator, id, draft({ maxTlp: 'green' }))
    await expect(propose(counsel, id, draft({ maxTlp: 'clear' }))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('version 2, which Hub proposed at'),
    })
    await propose(counsel, id, draft({ maxTlp: 'clear' }), first.sha256)
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
    const id = await found()
    await propose(operator, id, draft({ maxTlp: 'green' }))
    const others = await Promise.all([1, 2, 3].map(() => stage.join(platform, ['reviewer'])))
    await Promise.all(others.map((who) => look(who, id, 2)))
    const outcomes = await Promise.allSettled([
      ...others.map((who) => adopt(who, id, 2)),
      counsel.call(refuseCharter, { params: { id, number: '2' }, body: { reason: 'Too narrow' } }),
      propose(counsel, id, draft({ maxTlp: 'clear' })),
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
      expect(message).toMatch(/version \d|looks?|cannot/)
    }
  })

  test('a text outside what can be worked out is refused with line and place', async () => {
    const id = await found()
    const text = `@id("own")\n@reason("no")\nforbid (principal, action, resource)\nwhen { principal.kind like "plat*" };`
    const { faults } = await operator.call(checkCharter, {
      params: { id },
      body: draft({}, { text }),
    })
    expect(faults).toEqual([
      { line: 4, column: expect.any(Number), message: expect.stringContaining('like') },
    ])
    await expect(propose(operator, id, draft({}, { text }))).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('line 4'),
    })
  })

  test('a case that people wrote down is checked at each change', async () => {
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
    const broken = draft({ purposes: ['election-security'] }, { cases: [research] })
    await expect(propose(operator, id, broken)).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/draft/cases/0',
    })
    expect((await propose(operator, id, draft({}, { cases: [research] }))).number).toBe(2)
  })

  test('a version to come holds from its instant on, whether or not it was written down', async () => {
    const id = await found()
    await propose(
      operator,
      id,
      draft({ maxTlp: 'green' }, { inForceFrom: '2026-10-02T00:00:00.000Z' }),
    )
    await adopt(counsel, id, 2)
    expect((await verdict(platform, release(id))).allow).toBe(true)
    stage.clock.set(new Date('2026-10-02T00:00:00.000Z'))
    expect(await verdict(platform, release(id))).toMatchObject({ rule: 'charter-max-tlp' })
    expect(
      (await operator.call(listGroups)).items.find((group) => group.id === id)!.charterNumber,
    ).toBe(1)
    await stage.exchange.drain()
    expect((await operator.call(listGroups)).items.find((group) => group.id === id)).toMatchObject({
      charterNumber: 2,
      maxTlp: 'green',
    })
    expect(await verdict(platform, release(id))).toMatchObject({ rule: 'charter-max-tlp' })
  })

  test('a lapsed basis stops new releases and joining, and nothing that was given before', async () => {
    const id = await found()
    await propose(operator, id, draft({ until: '2026-10-20T00:00:00.000Z' }))
    await adopt(counsel, id, 2)
    const sent = await send(platform, release(id))
    stage.clock.set(new Date('2026-10-20T00:00:00.000Z'))
    expect(await verdict(platform, release(id))).toMatchObject({ rule: 'charter-expired' })
    const { objects } = await agency.call(getReleaseObjects, { params: { id: sent } })
    expect((objects as unknown[]).length).toBeGreaterThan(0)
    await propose(
      operator,
      id,
      draft({ until: '2026-12-20T00:00:00.000Z' }, { inForceFrom: '2026-10-20T00:00:00.000Z' }),
    )
    await adopt(counsel, id, 3)
    expect((await verdict(platform, release(id))).allow).toBe(true)
  })

  test('where a charter sets a term a release names an end, and a machine’s posting ends with it', async () => {
    const id = await found()
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, draft({ retentionDays: 30 }, { inForceFrom }))
    await adopt(counsel, id, 2)
    expect(await verdict(platform, release(id))).toMatchObject({ rule: 'group-retention' })
    const end = new Date(stage.clock.now().getTime() + 30 * 86_400_000).toISOString()
    expect((await verdict(platform, release(id, { expiresAt: end }))).allow).toBe(true)
    const machine = await stage.withKey(platform)
    const reply = await post(machine, id)
    expect(reply.status).toBe(202)
    const { expires_at: endsAt } = await database.db
      .selectFrom('releases')
      .select('expires_at')
      .where('group_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(endsAt?.toISOString()).toBe(end)
  })

  test('a message that waits while a charter is adopted is approved after another look, which says so', async () => {
    const id = await found()
    const reviewer = await stage.join(agency, ['reviewer'])
    const body = { ...release(id, { purpose: 'election-security' }), message: MESSAGE }
    const waiting = await agency.call(submitMessage, { body: { draft: body } })
    const params = { id: waiting.id }
    const { digest } = await reviewer.call(getMessage, { params })
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, draft({ maxTlp: 'amber' }, { inForceFrom }))
    await adopt(counsel, id, 2)
    const { revision } = waiting
    await expect(
      reviewer.call(approveMessage, { params, body: { revision, digest } }),
    ).rejects.toMatchObject({
      code: 'preview-outdated',
      message: expect.stringContaining('the charter of the group has changed'),
    })
    const again = await reviewer.call(getMessage, { params })
    const sent = await reviewer.call(approveMessage, {
      params,
      body: { revision, digest: again.digest },
    })
    expect(sent.state).toBe('approved')
  })

  test('a charter that ends after an election is adopted by whoever saw the end that the election has now', async () => {
    const id = await found()
    const vote = randomUUID()
    await database.db
      .insertInto('elections')
      .values({
        id: vote,
        name: `Election ${vote}`,
        kind: 'general',
        held_on: '2026-12-03',
        places: [],
        deadlines: '[]',
        clocks: '[]',
      })
      .execute()
    const inForceFrom = stage.clock.now().toISOString()
    const { until: _until, ...terms } = firstTerms({})
    const hung = { ...terms, endsWith: { election: vote, days: 30 } }
    await propose(operator, id, { terms: hung, cases: [], inForceFrom })
    const params = { id, number: '2' }
    const { version, seen } = await look(counsel, id, 2)
    const body = { sha256: version.sha256!, seen: seen! }
    await database.db
      .updateTable('elections')
      .set({ held_on: '2026-12-10' })
      .where('id', '=', vote)
      .execute()
    await expect(counsel.call(adoptCharter, { params, body })).rejects.toMatchObject({
      code: 'preview-outdated',
    })
    expect((await adopt(counsel, id, 2)).state).toBe('adopted')
    const { endsAt } = await counsel.call(getCharter, { params: { id } })
    expect(endsAt.slice(0, 10)).toBe('2027-01-10')
  })

  test('the record of a charter names each step and who took it', async () => {
    const id = await found()
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, draft({ maxTlp: 'green' }, { inForceFrom }))
    await counsel.call(refuseCharter, {
      params: { id, number: '2' },
      body: { reason: 'Too narrow' },
    })
    await propose(counsel, id, draft({ maxTlp: 'amber' }, { inForceFrom }))
    await adopt(operator, id, 3)
    await propose(
      operator,
      id,
      draft({ maxTlp: 'amber', until: '2099-03-01T00:00:00.000Z' }, { inForceFrom }),
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
