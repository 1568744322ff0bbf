import type { LookalikeDocument, MayKnow, MemberKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { sql, type Insertable } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { PartyAlertTable } from '../db/defended-tables.ts'
import { targetOf, watchesForAll } from '../defended/rules.ts'
import { selectInForce } from '../defended/store.ts'
import { recordAlertActs } from './acts.ts'
import { queueTelling, type ToldParty } from './tell.ts'

/** One run of a member over names, and what it found. */
export type Found = {
  finder: { id: string; name: string; kind: MemberKind }
  runId: string
  at: Date
  documents: readonly LookalikeDocument[]
}

export type Recorded = {
  /** Findings that are new to this member, to be kept by whoever calls, before `keep` is called. */
  fresh: { id: string; document: LookalikeDocument }[]
  /** Writes the alerts, once the findings are there. */
  keep: () => Promise<void>
  again: number
  /** Findings of parties that are defended no longer. */
  ended: number
}

const BATCH = 500

/**
 * What of a run's findings is new to its member: each becomes an alert, on record before anybody is told, and a party is told at
 * once of those that reach its score. What was seen before is counted as seen again and tells nobody anew.
 */
export async function recordFound(tx: Tx, ctx: Context, found: Found): Promise<Recorded> {
  const { finder, at, documents } = found
  // Of two runs of one member that end at once, the later sees what the earlier found.
  await sql`select id from members where id = ${finder.id}::uuid for no key update`.execute(tx)
  const parties = await partiesByTarget(tx, finder)
  const known = documents.flatMap((document) =>
    (parties.get(document.target) ?? []).map((party) => ({ document, party })),
  )
  const before = new Set<string>()
  for (let from = 0; from < known.length; from += BATCH)
    for (const seen of await seeAgain(tx, found, known.slice(from, from + BATCH))) before.add(seen)
  const fresh = known
    .filter(({ document, party }) => !before.has(`${party.id} ${document.name}`))
    .map((one) => ({ ...one, id: randomUUID() }))
  return {
    fresh: fresh.map(({ id, document }) => ({ id, document })),
    again: before.size,
    ended: documents.filter(({ target }) => !parties.has(target)).length,
    keep: async () => {
      const rows: Insertable<PartyAlertTable>[] = fresh.map(({ id, document, party }) => ({
        ...toRow(found, { findingId: id, document, party }),
        id: randomUUID(),
      }))
      for (let from = 0; from < rows.length; from += BATCH) {
        const batch = rows.slice(from, from + BATCH)
        const indexes = await recordAlertActs(
          tx,
          batch.map((row, k) => ({
            kind: 'alert.found',
            alertId: row.id,
            at,
            by: 'exchange',
            finder: finder.id,
            stated: { party: row.party_id, run: found.runId, ...whatOf(fresh[from + k]!.document) },
          })),
        )
        await tx
          .insertInto('party_alerts')
          .values(batch.map((row, k) => ({ ...row, log_index: indexes[k]! })))
          .execute()
      }
      const known = await answerKnown(tx, rows, found)
      const untold = rows.filter(({ id }) => !known.has(id))
      await tellSure(tx, ctx, found, { rows: untold, parties: [...parties.values()].flat() })
    },
  }
}

type Party = Awaited<ReturnType<typeof selectInForce>>[number]

/**
 * Two parties may state one name, each let stand by itself: both are told. Who looks for its own alone does not learn of a namesake.
 */
async function partiesByTarget(tx: Tx, finder: Found['finder']): Promise<Map<string, Party[]>> {
  const parties = await selectInForce(tx, watchesForAll(finder.kind) ? undefined : finder.id)
  const byTarget = new Map<string, Party[]>()
  for (const party of parties) {
    const target = targetOf(party.statement)
    byTarget.set(target, [...(byTarget.get(target) ?? []), party])
  }
  return byTarget
}

type Known = { document: LookalikeDocument; party: Party }

/** Counts those as seen again that this member found before; gives them as `party name`. */
async function seeAgain(tx: Tx, { finder, at }: Found, known: readonly Known[]): Promise<string[]> {
  const pairs = known.map(({ document, party }) => ({ party: party.id, name: document.name }))
  const { rows } = await sql<{ key: string }>`
    update party_alerts a set last_seen = greatest(a.last_seen, ${at}), seen = a.seen + 1
    from json_to_recordset(${JSON.stringify(pairs)}::json) as k(party uuid, name text)
    where a.finder = ${finder.id}::uuid and a.party_id = k.party and a.name = k.name
    returning concat(a.party_id, ' ', a.name) as key`.execute(tx)
  return rows.map(({ key }) => key)
}

function toRow(
  { finder, runId, at }: Found,
  { findingId, document, party }: Known & { findingId: string },
): Omit<Insertable<PartyAlertTable>, 'id'> {
  return {
    party_id: party.id,
    party_member: party.member_id,
    party_name: party.name,
    finder: finder.id,
    finder_name: finder.name,
    finder_kind: finder.kind,
    finding_id: findingId,
    run_id: runId,
    name: document.name,
    target: document.target,
    technique: document.technique,
    score: document.score,
    evidence: document.evidence[0]?.detail ?? document.summary,
    state: 'new',
    first_seen: at,
    last_seen: at,
    seen: 1,
    telling_id: null,
    answer: null,
    may_know: null,
    wants_help: null,
    answer_words: null,
    seal_basis: null,
    unsealed_index: null,
    set_aside: null,
    // Known once the entry is made.
    log_index: 0,
  }
}

/**
 * Names of which their party has said that it knows them, whoever found them then: it is mailed of none again, and what it said holds for
 * this finder too, from now. Gives their alerts.
 */
async function answerKnown(
  tx: Tx,
  rows: readonly {
    id: string
    party_id: string
    party_member?: string | null | undefined
    name: string
  }[],
  { finder, at }: Found,
): Promise<Set<string>> {
  const known = new Map<string, MayKnow>()
  for (let from = 0; from < rows.length; from += BATCH) {
    const ids = rows.slice(from, from + BATCH).map(({ id }) => id)
    const { rows: said } = await sql<{ id: string; may_know: MayKnow }>`
      with newest as (
        select distinct on (n.id) n.id, a.answer, a.may_know, v.statement from party_alerts n
          join party_alerts a on a.party_id = n.party_id and a.name = n.name and a.answered_at is not null
          join party_versions v on v.party_id = n.party_id and v.state = 'in-force'
        where n.id = any(${ids}::uuid[]) order by n.id, a.answered_at desc)
      update party_alerts p set state = 'answered', answer = 'known', may_know = w.may_know, wants_help = false, answered_at = ${at},
        shown_at = ${at}, told_at = ${at}, may_share = w.may_know = 'members',
        others_from = case when w.may_know = 'members' then ${at}::timestamptz
          else ${at}::timestamptz + make_interval(hours => (w.statement ->> 'othersAfter')::int) end
      from newest w where p.id = w.id and w.answer = 'known' returning p.id, p.may_know`.execute(tx)
    for (const one of said) known.set(one.id, one.may_know)
  }
  await recordAlertActs(
    tx,
    rows.flatMap(({ id, party_member: partyMember }) => {
      const mayKnow = known.get(id)
      if (mayKnow === undefined) return []
      const stated = { answer: 'known', mayKnow, wantsHelp: false, asBefore: true }
      return [
        {
          kind: 'alert.answered' as const,
          alertId: id,
          at,
          by: 'exchange' as const,
          finder: finder.id,
          partyMember,
          stated,
        },
      ]
    }),
  )
  return new Set(known.keys())
}

/** What the log commits to of a name, before anybody is told. */
function whatOf({ id, name, target, technique, score, summary }: LookalikeDocument): object {
  return { finding: id, name, target, technique, score, summary }
}

/** Tells each party at once, in one mail to each contact, of what reaches the score that it set. */
async function tellSure(
  tx: Tx,
  ctx: Context,
  { finder, at }: Found,
  {
    rows,
    parties,
  }: {
    rows: readonly { id: string; party_id: string; score: number }[]
    parties: readonly Party[]
  },
): Promise<void> {
  for (const party of parties) {
    const { tellFrom } = party.statement
    const sure = rows.filter((row) => row.party_id === party.id && row.score >= tellFrom)
    if (sure.length === 0) continue
    const told: ToldParty = party
    await queueTelling(tx, ctx, told, {
      finder,
      alertIds: sure.map(({ id }) => id),
      at,
      by: 'exchange',
    })
  }
}
