/** Releases that are a part of a statement: what a draft may say of its part, and what is kept of it. */
import type { DraftPart, MemberKind, PartKind, ReleaseDraft, ToldAgain } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Judged } from './audience.ts'
import { attributionOf, refuseMixed } from './attribution.ts'
import type { StixObject } from './meanings.ts'
import { maySeeReading } from './rules.ts'
import type { Standing } from './standing.ts'

type Draft = Pick<ReleaseDraft, 'part' | 'title' | 'composed'>

/**
 * Throws `bad-request` for a part that is none: of another member's statement, past its time, that corrects what is no such
 * part, or with a sentence that mixes likelihood and confidence; and `conflict` for what was taken back or corrected before.
 * `approved` drafts were written before what they correct was corrected for others.
 */
export async function weighPart(
  tx: Tx,
  senderId: string,
  draft: Draft,
  objects: readonly StixObject[],
  { now, approved }: { now: Date; approved: boolean },
): Promise<void> {
  const { part } = draft
  if (!part) return
  const { validUntil } = part
  if (validUntil !== undefined && !(new Date(validUntil) > now))
    throw faulty('validUntil', 'nobody can vouch for it until a time that is past')
  refuseMixed(draft.title, objects, draft.composed?.asGiven)
  attributionOf(draft, objects)
  const strangers = await tx
    .selectFrom('release_parts')
    .select('release_id')
    .where('statement_id', '=', part.statement)
    .where('from_member', '<>', senderId)
    .limit(1)
    .execute()
  if (strangers.length > 0) throw faulty('statement', 'no such statement of your organisation')
  if (part.corrects !== undefined) await weighCorrection(tx, senderId, part, approved)
}

async function weighCorrection(
  tx: Tx,
  senderId: string,
  { corrects, statement, kind }: DraftPart,
  approved: boolean,
): Promise<void> {
  const row = await tx
    .selectFrom('releases as r')
    .innerJoin('release_parts as p', 'p.release_id', 'r.id')
    .select(['r.recalled_at', 'p.statement_id', 'p.kind'])
    .where('r.id', '=', corrects!)
    .where('r.from_member', '=', senderId)
    .executeTakeFirst()
  if (row?.statement_id !== statement || row.kind !== kind)
    throw faulty('corrects', 'this is no release of this part by your organisation')
  if (row.recalled_at)
    throw new ExchangeError('conflict', 'what this corrects was taken back: release it anew')
  if (!approved && (await findCorrection(tx, corrects!)))
    throw new ExchangeError('conflict', 'this was corrected before: correct the correction')
}

/** The correction of a release that stands. */
function findCorrection(tx: Tx, releaseId: string) {
  return tx
    .selectFrom('release_parts as p')
    .innerJoin('releases as r', 'r.id', 'p.release_id')
    .select('p.release_id')
    .where('p.corrects', '=', releaseId)
    .where('r.recalled_at', 'is', null)
    .executeTakeFirst()
}

/**
 * An attribution names what it is about by ids, and whoever has an id can try what it is the id of. Throws `bad-request` where it
 * is about what the facts, as they were released, do not hold, and where somebody would be given it without the facts.
 */
export async function refuseBeyondFacts(
  tx: Tx,
  draft: Pick<ReleaseDraft, 'part'>,
  objects: readonly StixObject[],
  verdicts: readonly Judged[],
): Promise<void> {
  const attribution = attributionOf(draft, objects)
  if (!attribution || !draft.part) return
  const { subjects } = attribution
  if (subjects.length === 0)
    throw faulty('kind', 'an attribution is about things that the facts of its statement name')
  const held = await selectHeldFacts(tx, draft.part.statement, subjects)
  const to = verdicts.filter(({ allow }) => allow)
  const without = to.filter(({ member }) => (held.get(member.id) ?? 0) < subjects.length)
  if (without.length === 0) return
  const names = without.slice(0, 5).map(({ member }) => member.name)
  const more = without.length > names.length ? ` and ${without.length - names.length} others` : ''
  throw faulty(
    'kind',
    `${names.join(', ')}${more} would be given the attribution and not all the facts it is about (facts may be ` +
      'released later, to others, or with persons masked): release the facts to them first, or choose stricter terms',
  )
}

/** Of how many of these objects each member was given the facts of a statement, which stand. */
async function selectHeldFacts(
  tx: Tx,
  statement: string,
  subjects: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ member: string; held: number }>`
    select rr.member_id as member, count(distinct o.stix_id)::int as held
    from release_parts p
      join releases r on r.id = p.release_id and r.recalled_at is null
      join release_objects ro on ro.release_id = p.release_id
      join objects o on o.row between ro.first_row and ro.last_row
      join release_recipients rr on rr.release_id = p.release_id and rr.withdrawn_at is null
    where p.statement_id = ${statement}::uuid and p.kind = 'facts' and o.stix_id = any(${[...subjects]}::text[])
    group by rr.member_id`.execute(tx)
  return new Map(rows.map(({ member, held }) => [member, held]))
}

/** Keeps which part a release is, and of an attribution what it is about. */
export async function keepPart(
  tx: Tx,
  { releaseId, memberId }: { releaseId: string; memberId: string },
  draft: Pick<ReleaseDraft, 'part'>,
  objects: readonly StixObject[],
): Promise<void> {
  const { part } = draft
  if (!part) return
  await tx
    .insertInto('release_parts')
    .values({
      release_id: releaseId,
      statement_id: part.statement,
      from_member: memberId,
      kind: part.kind satisfies PartKind,
      valid_until: part.validUntil === undefined ? null : new Date(part.validUntil),
      corrects: part.corrects ?? null,
    })
    .execute()
  const subjects = attributionOf(draft, objects)?.subjects ?? []
  if (subjects.length > 0)
    await sql`insert into attribution_subjects (stix_id, release_id)
      select id, ${releaseId}::uuid from unnest(${subjects}::text[]) as u(id)`.execute(tx)
}

/**
 * Whom a correction would tell again: the readers of what it corrects. When a platform or campaign reads what a government body
 * tells it is its own, so of those nobody is counted, here neither.
 */
export async function countToldAgain(
  tx: Tx,
  { sender }: Pick<Standing, 'sender'>,
  draft: Pick<ReleaseDraft, 'part'>,
  verdicts: readonly Judged[],
): Promise<ToldAgain | undefined> {
  const corrects = draft.part?.corrects
  if (corrects === undefined) return undefined
  const readers = await tx
    .selectFrom('release_recipients as rr')
    .innerJoin('members as m', 'm.id', 'rr.member_id')
    .select(['m.id', 'm.kind'])
    .where('rr.release_id', '=', corrects)
    .where('rr.read_at', 'is not', null)
    .execute()
  const isKnown = ({ kind }: { kind: string }) => maySeeReading(sender.kind, kind as MemberKind)
  const known = readers.filter(isKnown)
  const to = verdicts.filter(({ allow }) => allow).map(({ member }) => member)
  const admitted = new Set(to.map(({ id }) => id))
  const told = known.filter(({ id }) => admitted.has(id)).length
  return {
    told,
    // Also before a second person has approved it, so that nobody is said to have read what nobody is told of.
    uncounted: verdicts.filter(({ member }) => !isKnown(member)).length,
    missed: known.length - told,
  }
}

function faulty(name: keyof DraftPart, message: string): ExchangeError {
  return new ExchangeError('bad-request', message, { path: `/body/part/${name}` })
}
