/** Whom each pseudonym in a release stands for: for its sender alone. */
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import type { MaskedPerson } from '../masking/mask.ts'

const BATCH = 1000

export async function keepMasked(
  tx: Tx,
  { releaseId, memberId }: { releaseId: string; memberId: string },
  persons: readonly MaskedPerson[],
): Promise<void> {
  for (let from = 0; from < persons.length; from += BATCH)
    await tx
      .insertInto('masked_persons')
      .values(
        persons
          .slice(from, from + BATCH)
          .map((one) => ({ ...one, release_id: releaseId, member_id: memberId })),
      )
      .execute()
}

/** Pseudonyms of a release of the own member; none of anybody else's, by row-level security. */
export async function listMasked(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
): Promise<{ items: MaskedPerson[] }> {
  const items = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), (tx) =>
    tx
      .selectFrom('masked_persons')
      .select(['token', 'kind', 'original'])
      .where('release_id', '=', releaseId)
      .orderBy('token')
      .execute(),
  )
  return { items: items as MaskedPerson[] }
}
