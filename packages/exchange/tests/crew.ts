/** People of a hub and of an agency who act at once, and what became of their acts. On PostgreSQL, for only there two wait for each other. */
import {
  approveMessage,
  getMessage,
  returnMessage,
  sendNotice,
  submitMessage,
  withdrawMessage,
  type Composition,
  type ElectionDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import { freshPostgres, startMailServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { addOffices } from './few-offices.ts'
import { MESSAGE, openStage, type Actor, type Stage } from './members-at-work.ts'

type Outcome = { code: string; message: string }
type Call = () => Promise<unknown>

/** Two operators of the hub, an author of the agency and two reviewers beside them; whoever loses a session is replaced here. */
export type Crew = {
  database: TestDatabase
  stage: Stage
  operator: Actor
  deputy: Actor
  agency: Actor
  second: Actor
  third: Actor
  group: string
  close: () => Promise<void>
}

export const ELECTION: ElectionDraft = {
  name: 'General election',
  kind: 'general',
  date: '2026-11-03',
  places: ['98'],
  deadlines: [],
}
/** Of a test whether offices can be reached before it. */
export const TERMS = { whoToCall: 'Desk, 555-0100', answerWithin: 60, unansweredOnly: false }

export async function openCrew(): Promise<Crew> {
  const database = await freshPostgres()
  const mail = await startMailServer()
  const stage = await openStage(database, { logins: { smtpUrl: mail.url } })
  const operator = await stage.admit('Hub', 'hub', ['operator'])
  const deputy = await stage.join(operator, ['operator'])
  const agency = await stage.admit('Agency', 'agency', ['analyst'])
  const second = await stage.join(agency, ['reviewer', 'analyst'])
  const third = await stage.join(agency, ['reviewer', 'analyst'])
  const platform = await stage.admit('Platform', 'platform')
  const group = await stage.found('Room', [agency, platform])
  await addOffices(database)
  const close = async () => {
    await stage.close()
    await mail.stop()
    await database.close()
  }
  return { database, stage, operator, deputy, agency, second, third, group, close }
}

export async function selectAll<Row>(
  { database }: Crew,
  query: ReturnType<typeof sql<Row>>,
): Promise<Row[]> {
  return (await query.execute(database.db)).rows
}

async function countDeadlocks(crew: Crew): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(crew.database.db)
  const [row] = await selectAll(
    crew,
    sql<{ n: number }>`
      select deadlocks::int as n from pg_stat_database where datname = current_database()`,
  )
  return row!.n
}

export function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  return call.then(
    () => ({ code: 'ok', message: '' }),
    ({ code, message }: Outcome) => ({ code, message }),
  )
}

/** All at once; gives what became of each and fails where the server did. */
export async function together(crew: Crew, ...calls: Call[]): Promise<Outcome[]> {
  const before = await countDeadlocks(crew)
  const outcomes = await Promise.all(calls.map((call) => outcomeOf(call())))
  expect(
    outcomes.filter(({ code }) => !code || code === 'internal' || code === 'unavailable'),
  ).toEqual([])
  expect(await countDeadlocks(crew)).toBe(before)
  return outcomes
}

export function codesOf(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ code }) => code).toSorted()
}

/** Kinds of act on record about a subject, in the order of the log. */
export async function logged(crew: Crew, subject: string): Promise<string[]> {
  const rows = await selectAll(
    crew,
    sql<{ kind: string }>`
      select e.leaf::json ->> 'kind' as kind from log_entries e join log_payloads p using (index)
      where p.subject = ${subject} order by index`,
  )
  return rows.map(({ kind }) => kind)
}

export function draftFor({ group }: Pick<Crew, 'group'>): ReleaseDraft {
  return {
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
  }
}

/** A message that waits for its second person, whom both reviewers have seen, and what can be done with it. */
export async function submitOne(crew: Crew) {
  const { agency, second, third } = crew
  const { id, revision } = await agency.call(submitMessage, { body: { draft: draftFor(crew) } })
  const { digest } = await second.call(getMessage, { params: { id } })
  await third.call(getMessage, { params: { id } })
  const body = { revision, digest }
  const params = { id }
  return {
    id,
    approve: (by: Actor) => () => by.call(approveMessage, { params, body }),
    giveBack: (by: Actor) => () => by.call(returnMessage, { params, body: { reason: 'Not so' } }),
    withdraw: () => agency.call(withdrawMessage, { params }),
    anew: () => agency.call(submitMessage, { body: { draft: draftFor(crew), revises: id } }),
  }
}

export function compositionOf(title: string): Composition {
  return { title, words: '', items: [], lookFor: false }
}

/** Sends a notice to the chief official of the state; gives its id. */
export async function warn(by: Actor): Promise<string> {
  const text = { subject: 'A false site', what: 'A copy.', howSure: 'Seen.', whoToCall: 'Desk' }
  const { summary } = await by.call(sendNotice, {
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
