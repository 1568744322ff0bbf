/** Whom each pseudonym in a release stands for: for its sender alone. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
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

/** Who is masked in a release, as they are named by words, all of them, page by page; for reading what follows it. */
export async function* eachOriginals(tx: Tx, releaseId: string): AsyncGenerator<string[]> {
  for (let last = ''; ;) {
    const rows = await tx
      .selectFrom('masked_persons')
      .select(['token', 'original'])
      .where('release_id', '=', releaseId)
      .where('kind', 'in', ['name', 'account', 'mail'])
      .where('token', '>', last)
      .orderBy('token')
      .limit(BATCH)
      .execute()
    if (rows.length === 0) return
    yield rows.map(({ original }) => original)
    last = rows.at(-1)!.token
  }
}

const ABOUT = /^(release|message):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The release that `subject` names by its id or its message's, and the subjects that either is on record by; itself for others. */
export async function selectSent(
  tx: Tx,
  subject: string,
): Promise<{ releaseId: string | undefined; subjects: string[] }> {
  const [, of, id] = ABOUT.exec(subject) ?? []
  if (id === undefined) return { releaseId: undefined, subjects: [subject] }
  const message = await tx
    .selectFrom('messages')
    .select(['id', 'release_id'])
    .where(of === 'message' ? 'id' : 'release_id', '=', id)
    .executeTakeFirst()
  const releaseId = of === 'release' ? id : (message?.release_id ?? undefined)
  const others = [
    ...(releaseId === undefined ? [] : [`release:${releaseId}`]),
    ...(message ? [`message:${message.id}`] : []),
  ]
  return { releaseId, subjects: [...new Set([subject, ...others])] }
}

/**
 * Forgets whom the pseudonyms stand for in the release that `subject` names by its id or its message's, and with it what was asked
 * and answered about them, by receivers and by auditors; nothing for other subjects. Under the commit order lock.
 */
export async function forgetMasked(tx: Tx, subject: string, at: Date): Promise<void> {
  const { releaseId } = await selectSent(tx, subject)
  if (releaseId === undefined) return
  const asks = await tx
    .updateTable('unmaskings')
    .set({
      state: erasedIfOpen(['asked', 'approved']),
      due_at: null,
      reason: null,
      legal_basis: null,
      words: null,
    })
    .where('release_id', '=', releaseId)
    .returning(['id', 'asker', 'sender'])
    .execute()
  const unsealings = await tx
    .updateTable('unsealings')
    .set({
      state: erasedIfOpen(['asked', 'agreed']),
      due_at: null,
      reason: null,
      legal_basis: null,
    })
    .where('release_id', '=', releaseId)
    .returning(['id', 'asker', 'sender', 'holders'])
    .execute()
  await tx.deleteFrom('masked_persons').where('release_id', '=', releaseId).execute()
  for (const { id, asker, sender } of asks)
    await announce(tx, { kind: 'unmasking.changed', subject: id, at, members: [asker, sender] })
  for (const { id, asker, sender, holders } of unsealings) {
    const members = [asker, sender, ...holders]
    await announce(tx, { kind: 'unsealing.changed', subject: id, at, members })
  }
}

/** The state of an ask by which somebody could still be told, or was, is `erased`; any other stays what it came to. */
function erasedIfOpen(open: readonly string[]) {
  const state = sql.ref<string>('state')
  return sql<string>`case when ${state} in (${sql.join(open)}) then ${'erased'} else ${state} end`
}
