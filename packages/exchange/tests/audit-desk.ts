/** A desk of auditors: an agency that told platforms something, what these told each other, and what an auditor finds of both. */
import {
  createRelease,
  getReleaseObjects,
  listAudited,
  previewRelease,
  searchRecord,
  submitMessage,
  type AuditAct,
  type AuditFilter,
  type MemberKind,
  type ReleaseDraft,
  type Role,
} from '@tocsin/api'
import type { TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { MESSAGE, openStage, sendReviewed, START, type Actor } from './members-at-work.ts'

/** The day on which the auditors' accounts end. */
export const END = new Date('2026-10-08T00:00:00.000Z')
/** Stands in what platforms tell each other, and in nothing that an auditor may read. */
export const WORD = 'Quillfeather'
export const MINUTE = 60_000

export type Desk = Awaited<ReturnType<typeof openDesk>>
export type AuditorOptions = { endsAt?: Date | null; roles?: Role[] }

export async function openDesk(database: TestDatabase) {
  const stage = await openStage(database)
  const agency = await stage.admit('Agency', 'agency', ['analyst'])
  const second = await stage.join(agency, ['reviewer'])
  const platform = await stage.admit('Platform A', 'platform')
  const other = await stage.admit('Platform B', 'platform')
  const inspector = await auditor('Inspector general', 'agency')
  const group = await stage.found('Circle', [agency, platform, other])
  const message = draftOf('What a service prepares', { message: MESSAGE })
  /** A message of the agency, and a release between platforms. */
  const told = (await sendReviewed(agency, second, message)).summary.id
  stage.clock.advance(MINUTE)
  const own = await release(platform, draftOf(`${WORD} title`))
  for (const id of [told, own]) await other.call(getReleaseObjects, { params: { id } })
  const waits = draftOf(`${WORD} waits`, { message: MESSAGE })
  await agency.call(submitMessage, { body: { draft: waits } })
  stage.clock.advance(MINUTE)

  async function auditor(
    name: string,
    kind: MemberKind,
    { endsAt = END, roles = ['auditor'] }: AuditorOptions = {},
  ): Promise<Actor> {
    const actor = await stage.admit(name, kind, roles)
    const ends_at = endsAt
    await database.db
      .updateTable('people')
      .set({ ends_at })
      .where('id', '=', actor.personId)
      .execute()
    return actor
  }

  function draftOf(title: string, more: Partial<ReleaseDraft> = {}): ReleaseDraft {
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      content: 'Pages that copy a newspaper were set up in one night.',
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const terms = {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
    } as const
    return { title, terms: { ...terms, basis: 'Charter' }, objects: [note], ...more }
  }

  async function release(by: Actor, body: ReleaseDraft): Promise<string> {
    const { digest } = await by.call(previewRelease, { body })
    return (await by.call(createRelease, { body: { draft: body, digest } })).summary.id
  }

  /** What a search finds, whose counts are those of the acts. */
  async function find(filter: AuditFilter, by = inspector): Promise<AuditAct[]> {
    const search = await by.call(searchRecord, { body: { filter } })
    const { items: acts } = await by.call(listAudited, {
      params: { id: search.id },
      query: { limit: 200 },
    })
    expect([acts.length, acts.filter((one) => one.statement === undefined).length]).toEqual([
      search.found,
      search.closed,
    ])
    return acts
  }

  /** Payloads of the log of one kind, in their order. */
  async function looks(kind: string): Promise<Record<string, unknown>[]> {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p join log_entries e using (index)
      where e.leaf like ${`%"${kind}"%`} order by index`.execute(database.db)
    return rows.map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
  }

  const close = async () => {
    await stage.close()
    await database.close()
  }
  const acts = { auditor, draftOf, release, find, looks, close }
  return { database, stage, agency, second, platform, other, inspector, told, own, ...acts }
}
