import { TaxiiError } from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { recallRelease } from '../sharing/recall.ts'
import { termsIdOf } from '../sharing/terms-object.ts'
import { selectWithTerms } from './feed.ts'
import type { ItemRow } from './items.ts'

/**
 * Deleting over TAXII is a recall: only the sender may, and only where the release holds nothing else, because a
 * release is taken back whole. Throws TaxiiError `forbidden` before anything is recalled.
 */
export async function removeItems(
  ctx: Context,
  sender: Actor,
  items: readonly ItemRow[],
): Promise<number> {
  if (items.some((item) => item.from_member !== sender.memberId))
    throw new TaxiiError('forbidden', 'only its sender takes an object back')
  const withTerms = await selectWithTerms(
    ctx.database.db,
    items.map((item) => item.release_id),
  )
  if (items.some((item) => item.stix_id === termsIdOf(item.release_id)))
    throw new TaxiiError('forbidden', 'the terms of a release go with it; recall the release')
  const crowded = items.find((item) => item.object_count > (withTerms.has(item.release_id) ? 2 : 1))
  if (crowded)
    throw new TaxiiError(
      'forbidden',
      `this object was released with others; recall release ${crowded.release_id} as a whole`,
    )
  for (const item of items) await recallOnce(ctx, sender, item.release_id)
  return items.length
}

/** Of two machines that delete the same object at once, the second finds it gone, which is what it asked for. */
async function recallOnce(ctx: Context, sender: Actor, releaseId: string): Promise<void> {
  try {
    await recallRelease(ctx, sender, releaseId, 'deleted over TAXII by its sender')
  } catch (error) {
    if (!(error instanceof ExchangeError && error.code === 'conflict')) throw error
  }
}
