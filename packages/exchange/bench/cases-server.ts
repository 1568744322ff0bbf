/**
 * The exchange under the benchmark of cases, as a process of its own: `fork` it with the address of a database. It admits members,
 * puts a case before them through its own doors, and says where it listens. Then it answers `large` with a case of so many items.
 */
import {
  answerCaseInvitation,
  createRelease,
  type MemberKind,
  offerCaseStep,
  openCase,
  previewRelease,
  putInCase,
  type ReleaseDraft,
  writeCaseLine,
  writeCaseStep,
} from '@tocsin/api'
import { letHeapGrow } from '@tocsin/exchange'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { migrate } from '../src/db/migrate.ts'
import { openPostgres } from '../src/db/database.ts'
import { insertFindings } from '../src/detection/store.ts'
import { type Actor, openStage, START } from '../tests/members-at-work.ts'

export type Person = { id: string; kind: MemberKind; headers: Record<string, string> }
export type Ready = { port: number; caseId: string; people: Person[]; spare: string[][] }
export type Order = { large: number } | { deadlocks: true }

const KINDS: MemberKind[] = ['platform', 'platform', 'platform', 'researcher', 'agency']
const [, , address, counts] = process.argv
const { members: MEMBERS, items: ITEMS } = JSON.parse(counts!) as { members: number; items: number }
/** Findings of each member that are put in while it is measured. */
const SPARE = 40

letHeapGrow()
const database = await openPostgres(address!)
await migrate(database.db)
const stage = await openStage(database)
const actors: (Actor & { kind: MemberKind })[] = []
for (let i = 0; i < MEMBERS; i++) {
  const kind = i === 0 ? 'hub' : KINDS[i % KINDS.length]!
  actors.push({ ...(await stage.admit(`Member ${i}`, kind)), kind })
}
const group = await stage.found('All', actors)
const caseId = await open()
const spare = await fillCase()
const { port } = await stage.exchange.listen()
process.on('message', (order: Order) => {
  void ('large' in order ? enlarge(order.large) : readDeadlocks()).then((answer) =>
    process.send?.({ answer }),
  )
})
const people = actors.map(({ id, kind, headers }) => ({ id, kind, headers }))
process.send?.({ port, caseId, people, spare } satisfies Ready)

async function open(): Promise<string> {
  const [lead, ...others] = actors
  const invited = others.map(({ id }) => id)
  const body = { groupId: group, purpose: 'election-security' as const, invited }
  const { id } = await lead!.call(openCase, { body })
  for (const one of others)
    await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
  return id
}

/** Half releases to some of the members, half findings that their own member alone sees; ten steps and four lines of each. */
async function fillCase(): Promise<string[][]> {
  const senders = actors.filter(({ kind }) => kind === 'platform' || kind === 'researcher')
  const params = { id: caseId }
  for (let i = 0; i < ITEMS / 2; i++) {
    const by = senders[i % senders.length]!
    const to = actors.filter((one, at) => one !== by && (at + i) % 3 === 0)
    await by.call(putInCase, { params, body: { kind: 'release', ref: await share(by, to, i) } })
  }
  const left: string[][] = []
  const each = ITEMS / 2 / MEMBERS
  for (const by of actors) {
    const refs = await addFindings(by, each + SPARE)
    for (const ref of refs.slice(0, each))
      await by.call(putInCase, { params, body: { kind: 'finding', ref } })
    left.push(refs.slice(each))
  }
  for (const [i, by] of actors.entries()) {
    for (let n = 0; n < 10; n++)
      await by.call(writeCaseStep, {
        params,
        body: { editId: randomUUID(), words: `Our own logs, part ${n}` },
      })
    for (let n = 0; n < 4; n++)
      await by.call(writeCaseLine, {
        params,
        body: { lineId: randomUUID(), kind: 'plan', words: `Part ${n} by noon` },
      })
    const to = actors[(i + 5) % actors.length]!
    if (by.kind !== 'agency')
      await by.call(offerCaseStep, { params, body: { to: to.id, words: 'The hours of Tuesday' } })
  }
  return left
}

async function share(by: Actor, to: Actor[], number: number): Promise<string> {
  const object = {
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content: `Accounts in step, part ${number}`,
    object_refs: [`identity--${randomUUID()}`],
  }
  const draft: ReleaseDraft = {
    title: `Accounts in step, part ${number}`,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
      named: to.map(({ id }) => id),
    },
    objects: [object],
  }
  const { digest } = await by.call(previewRelease, { body: draft })
  return (await by.call(createRelease, { body: { draft, digest } })).summary.id
}

/** Findings of a member, as a run would have written them. */
async function addFindings(by: Actor, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    member_id: by.id,
    run_id: null,
    kind: 'network' as const,
    title: `A network, ${i}`,
    headline: '12 accounts acted together',
    trace: 'hashtag',
    accounts: 12,
    score: 0.9,
    first_at: START,
    last_at: START,
    found_at: START,
    body: '{}',
    account_keys: [],
  }))
  await insertFindings(database.db, rows as never)
  return rows.map(({ id }) => id)
}

/** A case of the same members with so many items, of which each sees the oldest hundred alone: those of all others are withheld. */
async function enlarge(count: number): Promise<string> {
  const id = await open()
  const [lead] = actors
  for (let i = 0; i < 100; i++) {
    const ref = await share(lead!, actors.slice(1), i)
    await lead!.call(putInCase, { params: { id }, body: { kind: 'release', ref } })
  }
  await sql`insert into case_items (id, case_id, kind, ref, member_id, member_kind, person_id, added_at, day)
    select gen_random_uuid(), ${id}::uuid, 'release', gen_random_uuid(), ${lead!.id}::uuid, 'hub', ${lead!.personId}::uuid,
      now(), '2026-10-01' from generate_series(1, ${count - 100})`.execute(database.db)
  await sql`insert into case_events (case_id, at, act, member_id, member_kind, person_id, item_id, heard)
    select case_id, added_at, 'put-in', member_id, member_kind, person_id, id, array[member_id] from case_items
    where case_id = ${id}::uuid and not exists (select from case_events e where e.item_id = case_items.id)`.execute(
    database.db,
  )
  await sql`analyze`.execute(database.db)
  return id
}

async function readDeadlocks(): Promise<string> {
  const { rows } = await sql<{
    n: string
  }>`select sum(deadlocks)::text as n from pg_stat_database`.execute(database.db)
  return rows[0]!.n
}
