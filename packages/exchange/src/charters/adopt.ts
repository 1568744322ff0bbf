import { admitWords } from '../told-first/words.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { createHash } from 'node:crypto'
import type { CharterTerms } from '@tocsin/api'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import type { NextCharter } from '../db/group-tables.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { bringGroupIntoForce, setInForce, setNext } from './in-force.ts'
import { nameOf, settle, toRefusal } from './propose.ts'
import { seenOf } from './seen.ts'
import {
  charterAct,
  type GroupRow,
  lockGroup,
  missingVersion,
  readHungEnd,
  readLast,
  selectVersion,
  type VersionRow,
} from './store.ts'
import { askCharter, recordNo, refusePart } from './verdict.ts'
import { type Last, type Read, readDraft, runCases } from './work-out.ts'

type Adopted = { sha256: string; seen: string }

/**
 * Adopts exactly what was looked at, as the second person, in one transaction: version, group and log. Throws
 * `refused-by-policy`, on record, for whoever may not; `preview-outdated` where who gains or loses what is no longer what this person was
 * shown; `conflict`, saying who and what, where it no longer waits.
 */
export async function adoptCharter(
  ctx: Context,
  who: PersonViewer,
  groupId: string,
  number: number,
  adopted: Adopted,
): Promise<void> {
  const { db } = ctx.database
  const act = 'charter.adopt'
  const found = await db.transaction().execute(async (tx) => {
    const outsider = await refusePart(tx, ctx, who, { act, groupId })
    return { outsider, proposal: await selectVersion(tx, groupId, number) }
  })
  if (found.outsider) throw toRefusal(found.outsider)
  const { proposal } = found
  if (!proposal) throw missingVersion()
  await bringGroupIntoForce(ctx, groupId)
  const refused = await db.transaction().execute(async (tx) => {
    const hungEnd = await readHungEnd(tx, proposal.terms)
    const group = await lockGroup(tx, groupId)
    const version = (await selectVersion(tx, groupId, number))!
    await refuseSettled(tx, who, version)
    const last = await readLast(tx, group)
    const read = await readAgain(version, last, hungEnd)
    // From here on nobody is suspended and no member comes or goes until the transaction ends.
    await takeCommitOrder(tx)
    const decision = await askCharter(tx, ctx, 'adopt', who, groupId, version)
    if (!decision.allow) {
      await recordNo(tx, ctx, who, { act, groupId, decision })
      return decision
    }
    await adoptIn(tx, ctx, who, { group, version, adopted, hungEnd, last, read })
    return undefined
  })
  if (refused) throw toRefusal(refused)
}

type Adopting = {
  group: GroupRow
  version: VersionRow
  adopted: Adopted
  hungEnd: Date | undefined
  last: Last & { row: VersionRow }
  read: Read
}

async function adoptIn(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  { group, version, adopted, hungEnd, last, read }: Adopting,
): Promise<void> {
  await refuseUnseen(tx, ctx, who, { version, adopted, last, read })
  refuseFailing(version, read, ctx)
  const at = ctx.clock.now()
  const from = new Date(Math.max(at.getTime(), version.in_force_from.getTime()))
  if (read.side.expiresAt <= from)
    throw new ExchangeError('conflict', 'it has ended before it could be in force: refuse it')
  const next: NextCharter = {
    number: version.number,
    from: from.toISOString(),
    purposes: [...read.side.purposes],
    maxTlp: read.side.maxTlp,
    basis: read.terms.legalBasis,
    expiresAt: read.side.expiresAt.toISOString(),
    markings: read.terms.markings ?? [],
    law: read.text,
    retentionDays: read.terms.retentionDays ?? null,
  }
  await settle(tx, version, { state: 'adopted', at, who })
  await tx
    .updateTable('charter_versions')
    .set({ in_force_from: from })
    .where('group_id', '=', version.group_id)
    .where('number', '=', version.number)
    .execute()
  const kind = isRenewal(last, read) ? 'charter.renewed' : 'charter.adopted'
  const act = await charterAct(tx, kind, {
    groupId: group.id,
    at,
    by: toActor(who),
    payload: {
      statement: `Version ${version.number} of the charter was adopted by a second person`,
      charter: version.number,
      sha256: version.sha256,
      law: read.law.sha256,
      seen: adopted.seen,
      proposedBy: { member: version.proposed_by_member, person: version.proposed_by },
      from: next.from,
      expiresAt: next.expiresAt,
    },
  })
  const isNow = from.getTime() <= at.getTime()
  const begun = isNow ? [await setInForce(tx, version, next, { at, hungEnd })] : []
  await setNext(tx, group.id, isNow ? [] : [...(group.next_charters ?? []), next])
  await appendLog(tx, [act, ...begun])
}

/** The proposal as its bytes say it. Throws `internal` where they are not those of its hash. */
async function readAgain(
  version: VersionRow,
  last: Last,
  hungEnd: Date | undefined,
): Promise<Read> {
  const { bytes, sha256 } = version
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new ExchangeError('internal', 'a proposed charter is not what its hash is of')
  const draft = JSON.parse(bytes) as Parameters<typeof readDraft>[0]
  const read = await readDraft(draft, last, hungEnd)
  if ('faults' in read || read.obstacles.length > 0) {
    const why = 'faults' in read ? read.faults[0]!.message : read.obstacles.join('; ')
    throw new ExchangeError('conflict', `it can no longer be adopted as it stands: ${why}`)
  }
  return read
}

const SETTLED: Record<string, string> = {
  adopted: 'adopted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  replaced: 'replaced by another proposal',
}

/** Throws `conflict`, saying who and when, unless the version waits. */
async function refuseSettled(tx: Tx, who: PersonViewer, version: VersionRow): Promise<void> {
  const how = SETTLED[version.state]
  if (how === undefined) return
  const by = await nameOf(tx, version.settled_by_member, who)
  const when = version.settled_at ? ` at ${version.settled_at.toISOString()}` : ''
  throw new ExchangeError('conflict', `version ${version.number} was ${how} by ${by}${when}`)
}

/** Who gains or loses what is bound to both charters, the rules and the ends: this person was shown just that, or looks again. */
async function refuseUnseen(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  {
    version,
    adopted,
    last,
    read,
  }: { version: VersionRow; adopted: Adopted; last: Last; read: Read },
): Promise<void> {
  const isSame = adopted.sha256 === version.sha256 && last.number === version.based_on
  const seen = seenOf(version, last, read, ctx.policies)
  const looked = await tx
    .selectFrom('charter_looks')
    .select('seen')
    .where('group_id', '=', version.group_id)
    .where('number', '=', version.number)
    .where('person_id', '=', who.personId)
    .where('seen', '=', adopted.seen)
    .executeTakeFirst()
  if (isSame && seen === adopted.seen && looked) return
  const why =
    last.number === version.based_on
      ? 'who gains or loses what by it is no longer what you were shown, or you have not looked at it: look again'
      : `version ${last.number} was adopted since it was proposed: refuse it, and propose it anew`
  throw new ExchangeError('preview-outdated', why)
}

function refuseFailing({ cases }: VersionRow, { side }: Read, ctx: Context): void {
  const failing = runCases(cases, side, ctx.policies).find(({ holds }) => !holds)
  if (!failing) return
  const why = `the case “${failing.words}” does not hold any more: ${failing.got.rule}`
  throw new ExchangeError('conflict', why)
}

/** Whether nothing differs but the basis and how long it holds. */
function isRenewal({ side, row }: Last & { row: VersionRow }, read: Read): boolean {
  if (row.by_text || read.byText || read.side.expiresAt <= side.expiresAt) return false
  return restOf(row.terms) === restOf(read.terms)
}

function restOf(terms: CharterTerms): string {
  const { charter, maxTlp, retentionDays, purposes, senders, receivers, markings = [] } = terms
  const { keyHolders = [] } = terms
  const lists = [purposes, senders, receivers, markings].map((one) => [...one].toSorted())
  return JSON.stringify([charter, maxTlp, retentionDays, lists, keyHolders])
}

/** Refuses a proposal; by whoever proposed it, withdraws it. Throws as `adoptCharter`. */
export async function refuseCharter(
  ctx: Context,
  who: PersonViewer,
  groupId: string,
  number: number,
  reason: string,
): Promise<void> {
  await admitWords(ctx, who, {
    act: 'charter.refuse',
    subject: `group:${groupId}`,
    words: [reason],
  })
  const refused = await ctx.database.db.transaction().execute(async (tx) => {
    await lockGroup(tx, groupId)
    const outsider = await refusePart(tx, ctx, who, { act: 'charter.refuse', groupId })
    if (outsider) return outsider
    const version = await selectVersion(tx, groupId, number)
    if (!version) throw missingVersion()
    await refuseSettled(tx, who, version)
    const at = ctx.clock.now()
    const isOwn = version.proposed_by === who.personId
    const state = isOwn ? 'withdrawn' : 'refused'
    await settle(tx, version, { state, at, who, reason })
    const payload = { charter: number, sha256: version.sha256, reason }
    const kind = isOwn ? 'charter.withdrawn' : 'charter.refused'
    await appendLog(tx, [await charterAct(tx, kind, { groupId, at, by: toActor(who), payload })])
    return undefined
  })
  if (refused) throw toRefusal(refused)
}
