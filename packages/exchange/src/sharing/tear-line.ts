/** The lower version that a draft says it is: whether it is just what was proposed, and its tie to its source. */
import type {
  ReleaseDraft,
  RemainingWords,
  ReviewedTearLine,
  SourceWords,
  TearLineOrigin,
  Tlp,
} from '@tocsin/api'
import { canonicalize } from '@tocsin/stix'
import { type Selectable, sql } from 'kysely'
import { hash } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import type { TearFound, TearLineTable } from '../db/message-tables.ts'
import { ExchangeError } from '../errors.ts'
import type { StixObject } from './meanings.ts'
import { saidOf } from './message.ts'
import { findCutIn } from './remaining.ts'
import { selectBundle } from './select.ts'
import { findSourceWordsIn } from './source-words.ts'
import { termsIdOf } from './terms-object.ts'

/** SHA-256 of what objects say, however it is written. */
export function hashOfSaid(objects: readonly unknown[]): Buffer {
  return hash('sha256', canonicalize(objects), 'buffer')
}

/** A proposed lower version. */
export type Proposed = {
  id: string
  /** What binds its source, base64. */
  commitment: string
  /** Whether words in it, or beside its objects, may tell of sources or methods. */
  isFlagged: boolean
  /** Those that stand beside its objects: in its title, its basis and what a message states. */
  said: SourceWords[]
}

/**
 * The lower version that a draft names; nothing where it names none. Its title and terms are read each time, since they are written
 * after it was proposed. Throws `bad-request` for a proposal
 * that is not the sender's, or with other objects than were proposed; `conflict` for one that was released, whose
 * source was taken back, in which words stand that were cut elsewhere and nobody lets stand, or of which nothing found is kept.
 */
export async function selectProposed(
  tx: Tx,
  senderId: string,
  draft: ReleaseDraft,
): Promise<Proposed | undefined> {
  const { tearLine, objects } = draft
  if (tearLine === undefined) return undefined
  const row = await tx
    .selectFrom('tear_lines as t')
    .innerJoin('releases as s', 's.id', 't.source_id')
    .select(['t.commitment', 't.objects_sha256', 't.release_id', 't.settled', 't.found'])
    .select(['t.source_id', 's.recalled_at'])
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
  const said = await findSaid(tx, draft, row)
  const isFlagged = row.found.flags.length > 0 || said.length > 0
  const commitment = Buffer.from(row.commitment).toString('base64')
  return { id: tearLine, commitment, isFlagged, said }
}

/** Words beside the objects that may tell of sources or methods, or that were cut and that nobody let stand there. */
async function findSaid(
  tx: Tx,
  draft: ReleaseDraft,
  { source_id, found }: Pick<Selectable<TearLineTable>, 'source_id' | 'found'>,
): Promise<SourceWords[]> {
  const said = saidOf(draft)
  const { text } = await selectBundle(tx, source_id)
  const { objects } = JSON.parse(text) as { objects: StixObject[] }
  const source = objects.filter(({ id }) => id !== termsIdOf(source_id))
  const isLet = (one: RemainingWords) =>
    found?.remaining.some(
      ({ object, property, words }) =>
        object === '' && property === one.property && words === one.words,
    )
  const cut = findCutIn(said, source, draft.objects as StixObject[])
  return [
    ...findSourceWordsIn(said),
    ...cut.filter((one) => !isLet(one)).map((one) => ({ ...one, form: 'cut from its source' })),
  ]
}

/** What a second person is shown of a lower version beside its objects: its source, and what was found in it. */
export async function selectReviewed(
  tx: Tx,
  draft: ReleaseDraft,
): Promise<ReviewedTearLine | undefined> {
  if (draft.tearLine === undefined) return undefined
  const row = await tx
    .selectFrom('tear_lines as t')
    .innerJoin('releases as s', 's.id', 't.source_id')
    .select(['t.source_id', 's.title', 't.tlp', 't.proposed_at', 't.found'])
    .where('t.id', '=', draft.tearLine)
    .executeTakeFirst()
  if (!row?.found) return undefined
  const { said: _, ...found } = row.found
  return {
    sourceId: row.source_id,
    sourceTitle: row.title,
    tlp: row.tlp as Tlp,
    proposedAt: row.proposed_at.toISOString(),
    ...found,
    flags: [...(await findSaid(tx, draft, row)), ...found.flags],
  }
}

/** Ties a release to the lower version that it is, and keeps what was found beside its objects. Throws `conflict` where another has come first. */
export async function tieTearLine(
  tx: Tx,
  { releaseId, lower: { id, commitment, said } }: { releaseId: string; lower: Proposed },
): Promise<void> {
  const tied = await tx
    .updateTable('tear_lines')
    .set({
      release_id: releaseId,
      found: sql`found || jsonb_build_object('said', ${JSON.stringify(said)}::jsonb)`,
    })
    .where('id', '=', id)
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
    ...(row.found ? { flagged: flaggedIn(row.found) } : {}),
    ...(row.reviewed_by && row.reviewed_at
      ? {
          reviewedBy: { id: row.reviewed_by, name: row.reviewer ?? 'Erased' },
          reviewedAt: row.reviewed_at.toISOString(),
        }
      : {}),
  }
}

function flaggedIn({ flags, moreFlags, said }: TearFound): number {
  return flags.length + moreFlags + (said?.length ?? 0)
}
