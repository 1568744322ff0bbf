/** Past incidents: a closed case kept by a member for its own people, as it stood when, with what each piece can be replayed or proven by. */
import {
  answerCaseInvitation,
  changeIncident,
  createRelease,
  getIncident,
  importFindings,
  keepIncident,
  leadCase,
  listIncidents,
  openCase,
  previewRelease,
  putInCase,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const AT = '2026-10-02T06:00:00.000Z'
const network = {
  version: 1,
  kind: 'network',
  id: 'finding-1',
  trace: 'link',
  summary: 'Accounts in step',
  score: 0.5,
  q: 0.001,
  started: AT,
  ended: AT,
  members: ['a', 'b'].map((account) => ({ account, score: 0.5, degree: 1, posts: 3, matched: 3 })),
  membersTotal: 2,
  edges: [],
  edgesTotal: 0,
  evidence: [],
  evidenceTotal: 0,
  timeline: { from: AT, binSeconds: 600, counts: [4] },
  parameters: {
    trace: 'link',
    window: 60,
    mode: 'pairs',
    minWeight: 3,
    minMembers: 2,
    seed: 1,
    maxAccountsPerObject: null,
  },
  caveats: [],
}

onServer('A past incident', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let colleague: Actor
  let platform: Actor
  let other: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    colleague = await stage.join(lab, ['reviewer'])
    platform = await stage.admit('Platform', 'platform')
    other = await stage.admit('Other', 'platform')
    group = await stage.found('Room', [lab, platform, other])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const said = (more: object = {}) => ({
    title: 'Closing hours',
    what: 'Forty accounts spread false closing hours',
    firstDay: '2026-10-01',
    lastDay: '2026-10-03',
    ...more,
  })
  const release = async (by: Actor, to: Actor) => {
    const draft: ReleaseDraft = {
      title: 'Seen in step',
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter',
        named: [to.id],
      },
      objects: [
        {
          type: 'user-account',
          spec_version: '2.1',
          id: `user-account--${randomUUID()}`,
          account_login: 'quill',
        },
      ],
    }
    const { digest } = await by.call(previewRelease, { body: draft })
    return (await by.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const open2 = async (invited: Actor[]) => {
    const { id } = await lab.call(openCase, {
      body: {
        groupId: group,
        title: 'In step',
        purpose: 'election-security',
        invited: invited.map((one) => one.id),
      },
    })
    for (const one of invited)
      await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    return id
  }
  const keep = (by: Actor, id: string, more: object = {}) =>
    by.call(keepIncident, {
      params: { id },
      body: { incidentId: randomUUID(), ...said(), ...more },
    })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string }) => error.code,
    )
  const close = (id: string) => lab.call(leadCase, { params: { id }, body: { act: 'close' } })

  test('a closed case is kept by a member for its own people, with the evidence that it could see anyway, and nothing more for anybody', async () => {
    const id = await open2([platform])
    const finding = await lab.call(importFindings, { body: { findings: [network] } })
    const ref = finding.items[0]!.id
    const sent = await release(platform, other)
    await lab.call(putInCase, { params: { id }, body: { kind: 'finding', ref } })
    await platform.call(putInCase, { params: { id }, body: { kind: 'release', ref: sent } })
    expect(await faultOf(keep(lab, id))).toBe('conflict')
    await close(id)
    expect(await faultOf(keep(other, id))).toBe('not-found')
    const one = await keep(lab, id, { kind: 'impersonation' })
    const seen = await colleague.call(getIncident, { params: { id: one.id } })
    expect(seen).toMatchObject({ ...said(), version: 1, kind: 'impersonation', before: [] })
    // What the own member sees, and what it does not is counted.
    expect(seen.case!.evidence.map((piece) => [piece.kind, piece.ref])).toEqual([['finding', ref]])
    expect(seen.case!.withheld).toBe(1)
    const { rows } = await sql<{ body: string }>`select body from findings where id = ${ref}::uuid`.execute(database.db) // prettier-ignore
    const document = createHash('sha256').update(rows[0]!.body).digest('hex')
    expect(seen.case!.evidence[0]!.replay).toEqual({ document })
    expect(seen.case!.events.map(({ act }) => act)).toContain('closed')
    // Of a run of this exchange: the file, the settings, and what came of them.
    const [uploadId, runId] = [randomUUID(), randomUUID()]
    await sql`insert into uploads (id, member_id, file_name, bytes, rows, columns, mapping, uploaded_at, sha256)
      values (${uploadId}::uuid, ${lab.id}::uuid, 'posts.csv', 2000, 40, '[]', '{}', ${AT}, ${'f'.repeat(64)})`.execute(database.db) // prettier-ignore
    await sql`insert into detection_runs (id, member_id, upload_id, detector, parameters, state, phase, progress, started_at, beat_at)
      values (${runId}::uuid, ${lab.id}::uuid, ${uploadId}::uuid, 'coordination', '{"window": 60}', 'done', 'done', 1, ${AT}, ${AT})`.execute(database.db) // prettier-ignore
    await sql`update findings set run_id = ${runId}::uuid where id = ${ref}::uuid`.execute(
      database.db,
    )
    const made = await colleague.call(getIncident, { params: { id: one.id } })
    expect(made.case!.evidence[0]!.replay).toEqual({
      document,
      fileName: 'posts.csv',
      bytes: 2000,
      input: 'f'.repeat(64),
      detector: 'coordination',
      settings: '{"window": 60}',
    })
    // Each keeps its own of the one case.
    const theirs = await keep(platform, id, { title: 'Ours' })
    const ofPlatform = await platform.call(getIncident, { params: { id: theirs.id } })
    expect(ofPlatform.case!.evidence).toMatchObject([{ kind: 'release', packet: `release:${sent}` }]) // prettier-ignore
    expect(await faultOf(platform.call(getIncident, { params: { id: one.id } }))).toBe('not-found')
    expect((await lab.call(listIncidents)).items.map(({ id: of }) => of)).toEqual([one.id])
    expect((await other.call(listIncidents)).items).toEqual([])
    for (const table of ['incidents', 'incident_says'] as const) {
      const rows2 = await asMember(database.db, { memberId: other.id }, stage.clock.now(), (tx) =>
        tx.selectFrom(table).select('member_id').execute(),
      )
      expect(rows2).toEqual([])
    }
  })

  test('it is shown as it stood at an instant, and an instant to come is none', async () => {
    const id = await open2([])
    stage.clock.advance(3_600_000)
    const between = stage.clock.now().toISOString()
    stage.clock.advance(3_600_000)
    await close(id)
    const one = await keep(lab, id)
    const then = await lab.call(getIncident, { params: { id: one.id }, query: { at: between } })
    const now = await lab.call(getIncident, { params: { id: one.id } })
    const actsOf = (record: typeof now) => record.case!.events.map(({ act }) => act)
    expect(actsOf(then)).not.toContain('closed')
    expect(actsOf(now)).toContain('closed')
    expect(then.asOf).toBe(between)
    for (const at of ['2099-01-01T00:00:00.000Z', '2026-13-45T00:00:00.000Z'])
      expect(await faultOf(lab.call(getIncident, { params: { id: one.id }, query: { at } }))).toBe(
        'bad-request',
      )
  })

  test('it is said otherwise and what was said before stays; of two at once one is refused, and so is a day that no calendar has', async () => {
    const id = await open2([])
    await close(id)
    const body = { incidentId: randomUUID(), ...said() }
    const both = [1, 2].map(() => lab.call(keepIncident, { params: { id }, body }))
    expect((await Promise.all(both)).map((one) => one.id)).toEqual([body.incidentId, body.incidentId]) // prettier-ignore
    expect(await faultOf(keep(lab, id))).toBe('conflict')
    const change = (more: object) =>
      lab.call(changeIncident, {
        params: { id: body.incidentId },
        body: { version: 1, ...said(more) },
      })
    const changes = await Promise.allSettled([change({ title: 'One' }), change({ title: 'Other' })])
    expect(changes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const seen = await lab.call(getIncident, { params: { id: body.incidentId } })
    expect([seen.version, seen.before.map(({ title }) => title)]).toEqual([2, ['Closing hours']])
    for (const days of [{ firstDay: '2026-02-30' }, { firstDay: '2026-10-04' }])
      expect(await faultOf(change(days))).toBe('bad-request')
    expect(await faultOf(change({ what: 'x'.repeat(100_000) }))).toBe('too-large')
    const { items } = await lab.call(listIncidents, { query: { words: 'false closing' } })
    expect(items.length).toBeGreaterThan(0)
    expect((await lab.call(listIncidents, { query: { words: 'nowhere' } })).items).toEqual([])
  })

  test('whoever is in the case no more keeps what it said, and is shown nothing of the case', async () => {
    const id = await open2([platform])
    await close(id)
    const one = await keep(platform, id)
    await platform.call(answerCaseInvitation, { params: { id }, body: { answer: 'left' } })
    const seen = await platform.call(getIncident, { params: { id: one.id } })
    expect([seen.case, seen.what, seen.techniques]).toEqual([undefined, said().what, []])
  })

  test('one that is sent again by its id is kept once; other words under that id are refused and not lost unsaid', async () => {
    const id = await open2([])
    await close(id)
    const incidentId = randomUUID()
    const first = await keep(lab, id, { incidentId })
    expect(await keep(lab, id, { incidentId })).toEqual(first)
    expect(await faultOf(keep(lab, id, { incidentId, what: 'Something else' }))).toBe('conflict')
    for (const at of ['2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z'])
      expect(
        await faultOf(lab.call(getIncident, { params: { id: incidentId }, query: { at } })),
      ).toBe('bad-request')
  })
})
