/** Another joint instant: offered by one, and in force once everybody who is bound by the old one has said yes. */
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { faultOfInstant, isAsked, isUnanimous, type Party, votersOf } from './rules.ts'
import {
  type DisclosureRow,
  lockDisclosure,
  recordStep,
  selectParties,
  tellAsked,
  witnessesOf,
  writeStanding,
} from './store.ts'
import { findNoPart, inDisclosure } from './verdict.ts'

const NO_OFFER = { offered_instant: null, offered_by: null, offered_at: null }

/**
 * Offers another instant; whoever offers says yes by that, and an earlier offer gives way. Throws `not-found`, `bad-request`,
 * `conflict` once the joint instant has come or for whoever is not bound by it, and `refused-by-policy`.
 */
export async function offerInstant(
  ctx: Context,
  who: PersonViewer,
  id: string,
  opensAt: string,
): Promise<void> {
  const now = ctx.clock.now()
  const fault = faultOfInstant(opensAt, now)
  if (fault) throw new ExchangeError('bad-request', fault, { path: '/body/opensAt' })
  const instant = new Date(opensAt)
  await inDisclosure(ctx, who, { id, act: 'disclosure.offer' }, async (tx, locked) => {
    const no = findNoPart(ctx, who, locked, 'offer-instant')
    if (no) return no
    const { row, parties } = locked
    refuseUnbound(row, locked.own!, now)
    const offer = row.offers + 1
    await tx
      .updateTable('disclosures')
      .set({
        offers: offer,
        offered_instant: instant,
        offered_by: who.memberId,
        offered_at: now,
      })
      .where('id', '=', id)
      .execute()
    await writeStanding(tx, id, who.memberId, { accepted_offer: offer })
    await recordStep(tx, {
      kind: 'disclosure.instant-offered',
      at: now,
      by: toActor(who),
      id,
      statement: 'Offered another instant of a joint disclosure',
      members: witnessesOf(parties),
      details: { offer, opensAt: instant.toISOString(), instead: row.opens_at.toISOString() },
    })
    await settleOffer(tx, ctx, id)
    await tellAsked(tx, id, now, idsOf(parties))
    return undefined
  })
}

/**
 * Says yes or no to the offer of this number; one no ends it. Throws `not-found`, `conflict` where it waits no more, and
 * `refused-by-policy`.
 */
export async function answerInstant(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { offer, accepts }: { offer: number; accepts: boolean },
): Promise<void> {
  const now = ctx.clock.now()
  await inDisclosure(ctx, who, { id, act: 'disclosure.answer-instant' }, async (tx, locked) => {
    const no = findNoPart(ctx, who, locked, 'offer-instant')
    if (no) return no
    const { row, parties } = locked
    refuseUnbound(row, locked.own!, now)
    if (row.offered_instant === null || row.offers !== offer)
      throw new ExchangeError('conflict', 'this offer waits no more')
    if (accepts) await writeStanding(tx, id, who.memberId, { accepted_offer: offer })
    else await tx.updateTable('disclosures').set(NO_OFFER).where('id', '=', id).execute()
    const opensAt = row.offered_instant.toISOString()
    await recordStep(tx, {
      kind: 'disclosure.instant-answered',
      at: now,
      by: toActor(who),
      id,
      statement: accepts
        ? 'Said yes to another instant of a joint disclosure'
        : 'Said no to another instant of a joint disclosure: the one that stood stands',
      members: witnessesOf(parties),
      details: { offer, opensAt, accepts },
    })
    if (accepts) await settleOffer(tx, ctx, id)
    await tellAsked(tx, id, now, idsOf(parties))
    return undefined
  })
}

function idsOf(parties: readonly Party[]): string[] {
  return parties.filter(isAsked).map(({ id }) => id)
}

/** Throws `conflict` where the joint instant has come, or does not bind this member. */
function refuseUnbound(row: DisclosureRow, own: Party, now: Date): void {
  if (row.opens_at <= now) throw new ExchangeError('conflict', 'the joint instant has come')
  if (votersOf([own]).length === 0)
    throw new ExchangeError('conflict', 'the joint instant does not bind this member')
}

/** Brings an offer into force that everybody who is bound has said yes to, or that still can be; one whose instant has passed ends. */
export async function settleOffer(tx: Tx, ctx: Context, id: string): Promise<void> {
  const now = ctx.clock.now()
  const { row } = await lockDisclosure(tx, id)
  const parties = await selectParties(tx, id)
  const { offered_instant: instant, offers: offer } = row
  if (instant === null || row.opens_at <= now) return
  if (instant <= now) {
    await tx.updateTable('disclosures').set(NO_OFFER).where('id', '=', id).execute()
    return
  }
  if (votersOf(parties).length === 0 || !isUnanimous(parties, offer)) return
  await tx
    .updateTable('disclosures')
    .set({ opens_at: instant, ...NO_OFFER })
    .where('id', '=', id)
    .execute()
  await recordStep(tx, {
    kind: 'disclosure.instant-answered',
    at: now,
    by: 'exchange',
    id,
    statement: 'Everybody who is bound said yes: this is the joint instant',
    members: witnessesOf(parties),
    details: { offer, opensAt: instant.toISOString() },
  })
}
