/** What stands behind pseudonyms, for researchers that signed the terms; who read what is on record for both sides. */
import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer, Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import type { Decision } from '../policy/decide.ts'
import { openSealKey } from './seal.ts'
import { missing, recordStep } from './store.ts'
import { ask, recordNo, toRefusal } from './verdict.ts'
import { unsealPart } from './version.ts'

type Signed = { refused: Decision } | { refused?: undefined; signedAt: Date; logIndex: number }

/**
 * Signs the terms of a disclosure that opened, for the signer's member; signing the same again changes nothing. Throws `not-found`
 * before it opened, `conflict` for other terms than stand there, and `refused-by-policy` for whoever is no researcher.
 */
export async function signResearchTerms(
  ctx: Context,
  who: PersonViewer,
  id: string,
  digest: string,
): Promise<{ signedAt: string; logIndex: number }> {
  await findOpened(ctx, id)
  const outcome = await ctx.database.db.transaction().execute(async (tx): Promise<Signed> => {
    const row = await tx
      .selectFrom('disclosures')
      .select(['research_terms', 'asked'])
      .where('id', '=', id)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow()
    const decision = ask(ctx, who, { action: 'sign-research' })
    if (!decision.allow) {
      const subject = `disclosure:${id}`
      await recordNo(tx, ctx, who, { act: 'disclosure.sign', subject, decision })
      return { refused: decision }
    }
    if (hash('sha256', row.research_terms, 'hex') !== digest)
      throw new ExchangeError('conflict', 'these are other terms than stand there', {
        path: '/body/digest',
      })
    const before = await tx
      .selectFrom('disclosure_signatures')
      .select(['signed_at', 'log_index'])
      .where('disclosure_id', '=', id)
      .where('member_id', '=', who.memberId)
      .executeTakeFirst()
    if (before) return { signedAt: before.signed_at, logIndex: before.log_index }
    const signedAt = ctx.clock.now()
    const signed = { disclosure_id: id, member_id: who.memberId, person_id: who.personId, digest }
    await tx
      .insertInto('disclosure_signatures')
      .values({ ...signed, signed_at: signedAt, log_index: -1 })
      .execute()
    const logIndex = await recordStep(tx, {
      kind: 'disclosure.terms-signed',
      at: signedAt,
      by: toActor(who),
      id,
      statement: 'Signed the terms under which what stands behind pseudonyms is given for research',
      members: [...new Set([who.memberId, ...row.asked])],
      details: { terms: row.research_terms, digest },
    })
    await tx
      .updateTable('disclosure_signatures')
      .set({ log_index: logIndex })
      .where('disclosure_id', '=', id)
      .where('member_id', '=', who.memberId)
      .execute()
    return { signedAt, logIndex }
  })
  if (outcome.refused) throw toRefusal(outcome.refused)
  return { signedAt: outcome.signedAt.toISOString(), logIndex: outcome.logIndex }
}

/** Throws `not-found` for what did not open, also of a version that is not there yet: nobody learns that it is there. */
async function findOpened(ctx: Context, id: string, number = 1): Promise<void> {
  const version = await ctx.database.db
    .selectFrom('disclosure_versions')
    .select('number')
    .where('disclosure_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!version) throw missing()
}

/**
 * What a member's part of a version says under no pseudonym, with the salt of its commitment: as JSON text. Each reading by another
 * is on record for reader and owner. Throws `not-found`, and `refused-by-policy` for whoever did not sign or is no researcher.
 */
export async function readFullPart(
  ctx: Context,
  viewer: Viewer,
  { id, version, member }: { id: string; version: number; member: string },
): Promise<string> {
  await findOpened(ctx, id, version)
  const { db } = ctx.database
  const signature = await db
    .selectFrom('disclosure_signatures')
    .select('digest')
    .where('disclosure_id', '=', id)
    .where('member_id', '=', viewer.memberId)
    .executeTakeFirst()
  const isOwn = member === viewer.memberId
  const signed = signature !== undefined
  const decision = ask(ctx, viewer, { action: 'read-full', isOwn, signed })
  const subject = `disclosure:${id}`
  if (!decision.allow) {
    await db
      .transaction()
      .execute((tx) =>
        recordNo(tx, ctx, viewer, { act: 'disclosure.read-full', subject, decision }),
      )
    throw toRefusal(decision)
  }
  const row = await db
    .selectFrom('disclosure_parts')
    .selectAll()
    .where('disclosure_id', '=', id)
    .where('member_id', '=', member)
    .where('state', '=', 'opened')
    .where('opened_in', '<=', version)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'this member opened nothing in this version')
  const { salt, text } = await unsealPart(await openSealKey(ctx), row)
  if (!isOwn)
    await db.transaction().execute((tx) =>
      recordStep(tx, {
        kind: 'disclosure.full-read',
        at: ctx.clock.now(),
        by: toActor(viewer),
        id,
        statement: 'Was given what stands behind pseudonyms, under the terms that were signed',
        members: [viewer.memberId, member],
        details: { version, of: member, terms: signature!.digest },
      }),
    )
  const head = {
    disclosure: id,
    version,
    member,
    salt: salt.toString('base64'),
    digest: row.digest,
  }
  return `${JSON.stringify(head).slice(0, -1)},"pack":${text.toString('utf8')}}`
}
