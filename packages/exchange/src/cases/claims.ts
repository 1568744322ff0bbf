/**
 * What members claim in a case, each for itself: neither changed nor merged, so that rivals stand side by side. Whoever holds one no
 * more withdraws it and makes another.
 */
import type { BodyOf, makeCaseClaim } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { findMixedSentence } from '../texts/mixed-words.ts'
import { nameKey, selectNamed } from './item-words.ts'
import { readersOfWords } from './rules.ts'
import { recordOwn, tell } from './store.ts'
import { admitToCase, findNotAtWork, inCase, refuseClosed } from './verdict.ts'

/** So many claims of one member in one case. */
const MOST_CLAIMS = 500

type Draft = BodyOf<typeof makeCaseClaim>

/**
 * Makes a claim. One that is sent again by the same id is kept once; throws `conflict` where the id stands for another one, `not-found`
 * for an item that the member does not see, `bad-request` for a sentence that says how likely and how sure at once, `too-large` for
 * one too many, `refused-by-policy`, on record, where a rule stands against it.
 */
export async function makeClaim(
  ctx: Context,
  who: PersonViewer,
  id: string,
  draft: Draft,
): Promise<void> {
  const { claimId, about, words, likelihood, confidence, basis } = draft
  const subject = `case:${id}`
  await admitToCase(ctx, who, { act: 'case.claim', subject, words: `${words}\n${basis}` })
  refuseMixed(draft)
  if (about !== undefined) await refuseUnseen(ctx, who, id, about)
  await inCase(ctx, who, { id, act: 'case.claim' }, async (tx, locked) => {
    refuseClosed(locked)
    const { row, parties } = locked
    const heard = readersOfWords(who, parties)
    const refused = findNotAtWork(ctx, who, locked, { words: [words, basis], readers: heard })
    if (refused) return refused
    if (await isSentAgain(tx, who, id, draft)) return undefined
    await refuseMore(tx, who, id)
    const at = ctx.clock.now()
    const said = { words, likelihood, confidence, basis, about: about ?? null }
    const { memberId, memberKind, personId } = who
    const by = { member_id: memberId, member_kind: memberKind, person_id: personId }
    const inserted = await tx
      .insertInto('case_claims')
      .values({ ...by, ...said, id: claimId, case_id: id, at, withdrawn_at: null, heard })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) throw taken()
    const statement = 'A member claimed something in a case'
    await recordOwn(tx, who, row, { statement, at, payload: { claim: claimId, ...said } })
    await tell(tx, who, locked, { act: 'claimed', at, heard })
    return undefined
  })
}

/** How likely and how sure are picked, each in a place of its own. */
function refuseMixed({ words, basis }: Draft): void {
  for (const [name, text] of Object.entries({ words, basis })) {
    const mixed = findMixedSentence(text)
    if (mixed !== undefined)
      throw new ExchangeError(
        'bad-request',
        `this sentence says how likely and how sure at once: ${mixed}`,
        { path: `/body/${name}` },
      )
  }
}

/** A claim is about what its writer sees itself, so that it tells nothing of what is withheld from it. */
async function refuseUnseen(
  ctx: Context,
  who: PersonViewer,
  id: string,
  item: string,
): Promise<void> {
  const isSeen = await asMember(ctx.database.db, toReader(who), ctx.clock.now(), async (tx) => {
    const row = await tx
      .selectFrom('case_items')
      .select(['kind', 'ref'])
      .where('id', '=', item)
      .where('case_id', '=', id)
      .executeTakeFirst()
    return row !== undefined && (await selectNamed(tx, ctx, who, [row])).has(nameKey(row))
  })
  if (!isSeen)
    throw new ExchangeError('not-found', 'your organisation sees no such item in this case', {
      path: '/body/about',
    })
}

async function isSentAgain(
  tx: Tx,
  who: PersonViewer,
  id: string,
  { claimId, about, words, likelihood, confidence, basis }: Draft,
): Promise<boolean> {
  const known = await tx
    .selectFrom('case_claims')
    .select(['case_id', 'member_id', 'about', 'words', 'likelihood', 'confidence', 'basis'])
    .where('id', '=', claimId)
    .executeTakeFirst()
  if (!known) return false
  const isSame =
    known.case_id === id &&
    known.member_id === who.memberId &&
    known.about === (about ?? null) &&
    known.words === words &&
    known.likelihood === likelihood &&
    known.confidence === confidence &&
    known.basis === basis
  if (isSame) return true
  throw taken()
}

function taken(): ExchangeError {
  return new ExchangeError('conflict', 'this id stands for another claim', {
    path: '/body/claimId',
  })
}

async function refuseMore(tx: Tx, { memberId }: PersonViewer, id: string): Promise<void> {
  const { made } = await tx
    .selectFrom('case_claims')
    .select((eb) => eb.fn.countAll<number>().as('made'))
    .where('case_id', '=', id)
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  if (Number(made) >= MOST_CLAIMS)
    throw new ExchangeError(
      'too-large',
      `a member makes at most ${MOST_CLAIMS} claims in one case, those that it withdrew counted`,
    )
}

/** Withdraws an own claim; it stays readable, and one that was withdrawn stays so. Throws `not-found`. */
export async function withdrawClaim(
  ctx: Context,
  who: PersonViewer,
  { id, claim }: { id: string; claim: string },
): Promise<void> {
  await inCase(ctx, who, { id, act: 'case.claim' }, async (tx, locked) => {
    refuseClosed(locked)
    const refused = findNotAtWork(ctx, who, locked)
    if (refused) return refused
    const row = await tx
      .selectFrom('case_claims')
      .select(['withdrawn_at', 'heard'])
      .where('id', '=', claim)
      .where('case_id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'your organisation made no such claim')
    if (row.withdrawn_at !== null) return undefined
    const at = ctx.clock.now()
    await tx.updateTable('case_claims').set({ withdrawn_at: at }).where('id', '=', claim).execute()
    const statement = 'A member withdrew a claim of its own in a case'
    await recordOwn(tx, who, locked.row, { statement, at, payload: { claim } })
    await tell(tx, who, locked, { act: 'claim-withdrawn', at, heard: row.heard })
    return undefined
  })
}
