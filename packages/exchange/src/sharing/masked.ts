/** Whom each pseudonym in a release stands for: for its sender alone. */
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import type { MaskedPerson } from '../masking/mask.ts'
import { selectRelease } from './select.ts'

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

/** Pseudonyms of a release of the own member. Throws `not-found` for any other: the database holds back its rows too. */
export async function listMasked(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
): Promise<{ items: MaskedPerson[] }> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const row = await selectRelease(tx, viewer.memberId, releaseId)
    if (row?.from_member !== viewer.memberId)
      throw new ExchangeError('not-found', 'no such release of the own member')
    const items = await tx
      .selectFrom('masked_persons')
      .select(['token', 'kind', 'original'])
      .where('release_id', '=', releaseId)
      .orderBy('token')
      .execute()
    return { items: items as MaskedPerson[] }
  })
}
