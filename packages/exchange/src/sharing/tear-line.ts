/** The lower version that a draft says it is: whether it is just what was proposed, and its tie to its source. */
import type { ReleaseDraft, ReviewedTearLine, TearLineOrigin, Tlp } from '@tocsin/api'
import { canonicalize } from '@tocsin/stix'
import { hash } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** SHA-256 of what objects say, however it is written. */
export function hashOfSaid(objects: readonly unknown[]): Buffer {
  return hash('sha256', canonicalize(objects), 'buffer')
}

/** A proposed lower version: what binds its source, base64, and whether words in it may tell of sources or methods. */
export type Proposed = { commitment: string; isFlagged: boolean }

/**
 * The lower version that a draft names; nothing where it names none. Throws `bad-request` for a proposal
 * that is not the sender's, or with other objects than were proposed; `conflict` for one that was released, whose
 * source was taken back, in which words stand that were cut elsewhere and nobody lets stand, or of which nothing found is kept.
 */
export async function selectProposed(
  tx: Tx,
  senderId: string,
  { tearLine, objects }: Pick<ReleaseDraft, 'tearLine' | 'objects'>,
): Promise<Proposed | undefined> {
  if (tearLine === undefined) return undefined
  const row = await tx
    .selectFrom('tear_lines as t')
    .innerJoin('releases as s', 's.id', 't.source_id')
    .select(['t.commitment', 't.objects_sha256', 't.release_id', 't.settled', 't.found'])
    .select('s.recalled_at')
    .where('t.id', '=', tearLine)
    .where('t.member_id', '=', senderId)
    .executeTakeFirst()
  const path = '/body/tearLine'
  if (!row) throw new ExchangeError('bad-request', 'no such lower version was proposed', { path })
  if (row.release_id !== null)
    throw new ExchangeError('conflict', 'this lower version was released before: propose it anew')
  if (row.recalled_at !== null)
    throw new ExchangeError(
      'conflict',
      'the release that this is a lower version of was taken back',
    )
  if (!row.settled)
    throw new ExchangeError(
      'conflict',
      'words that were cut in one place stand in another of this lower version: cut them there, or say that they may stand',
    )
  if (!hashOfSaid(objects).equals(row.objects_sha256))
    throw new ExchangeError(
      'bad-request',
      'these are not the objects that were proposed as the lower version: propose it anew',
      { path: '/body/objects' },
    )
  if (!row.found)
    throw new ExchangeError(
      'conflict',
      'of this lower version it is not kept whether words in it may tell of sources or methods: propose it anew',
    )
  const isFlagged = row.found.flags.length > 0
  return { commitment: Buffer.from(row.commitment).toString('base64'), isFlagged }
}

/** What a second person is shown of a lower version beside its objects: its source, and what was found in it. */
export async function selectReviewed(tx: Tx, id: string): Promise<ReviewedTearLine | undefined> {
  const row = await tx
    .selectFrom('tear_lines as t')
    .innerJoin('releases as s', 's.id', 't.source_id')
    .select(['t.source_id', 's.title', 't.tlp', 't.proposed_at', 't.found'])
    .where('t.id', '=', id)
    .executeTakeFirst()
  if (!row?.found) return undefined
  return {
    sourceId: row.source_id,
    sourceTitle: row.title,
    tlp: row.tlp as Tlp,
    proposedAt: row.proposed_at.toISOString(),
    ...row.found,
  }
}

/** Ties a release to the lower version that it is. Throws `conflict` where another has come first. */
export async function tieTearLine(
  tx: Tx,
  { releaseId, tearLine, commitment }: { releaseId: string; tearLine: string; commitment: string },
): Promise<void> {
  const tied = await tx
    .updateTable('tear_lines')
    .set({ release_id: releaseId })
    .where('id', '=', tearLine)
    .where('release_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!tied) throw new ExchangeError('conflict', 'this lower version was released before')
  await tx
    .updateTable('releases')
    .set({ tear_commitment: commitment })
    .where('id', '=', releaseId)
    .execute()
}

/** Which source a release was made from, for its sender: by row-level security nobody else finds it. */
export async function selectOrigin(tx: Tx, releaseId: string): Promise<TearLineOrigin | undefined> {
  const row = await tx
    .selectFrom('tear_lines as t')
    .innerJoin('releases as s', 's.id', 't.source_id')
    .select(['t.id', 't.source_id', 's.title', 't.first_seen_at', 't.first_seen_by'])
    .leftJoin('people as p', 'p.id', 't.person_id')
    .leftJoin('messages as m', 'm.release_id', 't.release_id')
    .leftJoin('message_events as e', (join) =>
      join.onRef('e.message_id', '=', 'm.id').on('e.what', '=', 'approved'),
    )
    .leftJoin('people as r', 'r.id', 'e.person_id')
    .select(['t.proposed_at', 't.found', 't.person_id', 'p.name as proposer'])
    .select(['e.person_id as reviewed_by', 'e.at as reviewed_at', 'r.name as reviewer'])
    .where('t.release_id', '=', releaseId)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    sourceId: row.source_id,
    sourceTitle: row.title,
    firstSeenAt: row.first_seen_at.toISOString(),
    firstSeenBy: row.first_seen_by,
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: { id: row.person_id, name: row.proposer ?? 'Erased' },
    ...(row.found ? { flagged: row.found.flags.length + row.found.moreFlags } : {}),
    ...(row.reviewed_by && row.reviewed_at
      ? {
          reviewedBy: { id: row.reviewed_by, name: row.reviewer ?? 'Erased' },
          reviewedAt: row.reviewed_at.toISOString(),
        }
      : {}),
  }
}
