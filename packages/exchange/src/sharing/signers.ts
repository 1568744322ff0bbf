import type { Signers } from '@tocsin/api'
import type { Db } from '../db/database.ts'

/**
 * Who wrote a message and who approved it; nothing where no second person did. Runs as owner: a receiver reads none of the steps that
 * a message took at its sender, and is told these two names of them, so that the caller has asked whether it holds the release.
 */
export async function findSigners(db: Db, releaseId: string): Promise<Signers | undefined> {
  const row = await db
    .selectFrom('messages as m')
    .innerJoin('message_events as e', (join) =>
      join.onRef('e.message_id', '=', 'm.id').on('e.what', '=', 'approved'),
    )
    .leftJoin('people as author', 'author.id', 'm.author')
    .leftJoin('people as approver', 'approver.id', 'e.person_id')
    .select(['e.at', 'author.name as author', 'approver.name as approver'])
    .where('m.release_id', '=', releaseId)
    .executeTakeFirst()
  if (!row) return undefined
  const { author, approver, at } = row
  return {
    author: author ?? 'Erased',
    approver: approver ?? 'Erased',
    approvedAt: at.toISOString(),
  }
}
