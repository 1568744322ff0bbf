import type { Release, ReleaseSummary } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { toActor, type Actor } from '../log/actor.ts'
import { appendLog, toLogRows, type Act } from '../log/append.ts'
import { recordLook } from '../log/looks.ts'
import { recordOnce } from '../log/once.ts'
import type { Asking, Decision, Exit } from '../policy/decide.ts'
import { recordRefusals } from '../refusals/record.ts'
import {
  selectBundle,
  selectReadings,
  selectRecipients,
  selectRefusalsOf,
  selectRelease,
  selectReleases,
} from './select.ts'
import { toRelease, toSummary } from './shape.ts'
import { findSigners } from './signers.ts'
import { withParts, withStatement } from './statements.ts'
import { writeFirstReads } from './store.ts'
import { selectOrigin } from './tear-line.ts'
import { decideLook, decideReading } from './verdict.ts'

/** A page of releases, newest first; `next` is passed back as `after`. */
export async function listReleases(
  ctx: Context,
  viewer: Viewer,
  query: PageQuery & { direction: 'in' | 'out'; words?: string | undefined },
): Promise<{ items: ReleaseSummary[]; next?: string }> {
  const { direction, after, limit = PAGE_SIZE } = query
  const list = sealedList(ctx.cursors, 'releases')
  const before = readNumber(list.open(after))
  const filter = { direction, before, limit: limit + 1, words: query.words }
  const rows = await read(ctx, viewer, (tx) => selectReleases(tx, viewer.memberId, filter))
  const moment = momentOf(ctx, 'api')
  const page = toPage(rows, limit, {
    key: (row) => [row.position],
    shape: (row) => row,
    ...list,
  })
  const shown = page.items.filter((row) => decideLook(row, viewer, moment, ctx.policies).allow)
  const summaries = shown.map((row) => toSummary(row, viewer.memberId))
  return { ...page, items: await withParts(ctx, viewer, summaries) }
}

/** One release as the viewer may see it. One that is hidden is missing. */
export async function readRelease(ctx: Context, viewer: Viewer, id: string): Promise<Release> {
  const found = await read(ctx, viewer, async (tx) => {
    const row = await selectRelease(tx, viewer.memberId, id)
    if (!row || !decideLook(row, viewer, momentOf(ctx, 'api'), ctx.policies).allow) return undefined
    const release = toRelease(row, viewer.memberId, {
      recipients: await selectRecipients(tx, id),
      readings: await selectReadings(tx, id),
      refusals: await selectRefusalsOf(tx, id),
      origin: await selectOrigin(tx, id),
    })
    return { row, release }
  })
  if (!found) return refuseMachine(ctx, viewer, id)
  const { row } = found
  await recordEnvelope(ctx, viewer, row)
  const isHeld = row.from_member === viewer.memberId || row.recipient !== null
  const signers = row.message && isHeld ? await findSigners(ctx.database.db, id) : undefined
  const release = { ...found.release, ...(signers ? { signers } : {}) }
  return withStatement(ctx, viewer, release, momentOf(ctx, 'api'))
}

/** Whoever neither sent nor received a release sees its envelope as an operator, which goes on record. */
async function recordEnvelope(
  ctx: Context,
  viewer: Viewer,
  row: { id: string; from_member: string; recipient: string | null },
): Promise<void> {
  if (row.from_member === viewer.memberId || row.recipient !== null) return
  const look = { at: ctx.clock.now(), members: [row.from_member] }
  await recordLook(ctx.database.db, viewer, `release:${row.id}`, look)
}

/** Throws the rule that keeps a release from the viewer's machine, where it is there for its people; else it is missing. */
async function refuseMachine(ctx: Context, viewer: Viewer, id: string): Promise<never> {
  if (viewer.via !== 'key') throw missing()
  const reader = { ...toReader(viewer), machine: false }
  const row = await asMember(ctx.database.db, reader, ctx.clock.now(), (tx) =>
    selectRelease(tx, viewer.memberId, id),
  )
  if (!row) throw missing()
  const decision = decideReading(row, viewer, momentOf(ctx, 'export'), ctx.policies)
  if (decision.allow || decision.rule === 'no-rule-admits') throw missing()
  await recordRefusedReading(ctx, viewer, id, decision)
  throw refusal(decision)
}

/**
 * The objects of a release as STIX bundle text, every object as it was kept. A recipient's first reading is
 * recorded. Throws `expired` when it was recalled or its terms have ended, and `forbidden`, with the rule,
 * where machine exits may not carry it.
 */
export async function readBundle(
  ctx: Context,
  viewer: Viewer,
  id: string,
  exit: Exit = 'export',
): Promise<string> {
  const found = await read(ctx, viewer, async (tx) => {
    const row = await selectRelease(tx, viewer.memberId, id)
    if (!row) return undefined
    const isFirst = row.recipient !== null && !(await selectReadings(tx, id)).has(viewer.memberId)
    return { row, isFirst, bundle: await selectBundle(tx, id) }
  })
  if (!found) return refuseMachine(ctx, viewer, id)
  const { row, isFirst, bundle } = found
  const decision = decideReading(row, viewer, momentOf(ctx, exit), ctx.policies)
  // An operator sees that there is a release, never what is in it.
  if (decision.rule === 'no-rule-admits') throw missing()
  if (!decision.allow) {
    await recordRefusedReading(ctx, viewer, id, decision)
    throw refusal(decision)
  }
  if (bundle.count !== row.object_count) throw recalled()
  // Recalled while it was read: what was fetched is not handed out.
  if (isFirst && !(await markRead(ctx, viewer, [id]))) throw recalled()
  await recordOpening(ctx, viewer, row, { alone: !isFirst })
  return bundle.text
}

/**
 * Records the first reading of marked objects by each person and key of a member, its sender's too; for that member's eyes.
 * With `alone` false the reading is on record already as the first of the member.
 */
export async function recordOpening(
  ctx: Context,
  viewer: Viewer,
  { id, tlp }: { id: string; tlp: string },
  { alone }: { alone: boolean },
): Promise<void> {
  if (tlp === 'clear') return
  const by = toActor(viewer)
  const subject = `release:${id}`
  const act: Act = {
    kind: 'release.opened',
    at: ctx.clock.now(),
    subject,
    payload: { release: id, member: by.memberId },
    by,
    members: [by.memberId],
  }
  const once = { subject, what: 'open', who: by.personId ?? by.keyId ?? by.memberId }
  await recordOnce(ctx.database.db, once, async (tx) => alone && appendLog(tx, [act]))
}

/**
 * Records that the member of `reader` has now read these releases, each once, and tells their senders. Every exit calls
 * it before it hands objects out. False when one of them has been recalled or has expired meanwhile.
 */
export async function markRead(
  ctx: Context,
  reader: Actor,
  releaseIds: readonly string[],
): Promise<boolean> {
  const at = ctx.clock.now()
  const acts = toLogRows(
    releaseIds.map((release) => ({
      kind: 'release.read',
      at,
      subject: `release:${release}`,
      payload: { release, member: reader.memberId },
      by: reader,
      members: [],
    })),
  ).map((act, i) => ({ ...act, release: releaseIds[i]! }))
  return writeFirstReads(ctx.database.db, reader.memberId, at, acts)
}

/** Records what a rule kept from a reader: once for each person or key, release and rule, however often it asks. */
async function recordRefusedReading(
  ctx: Context,
  viewer: Viewer,
  id: string,
  decision: Decision,
): Promise<void> {
  const by = toActor(viewer)
  const subject = `release:${id}`
  const who = by.personId ?? by.keyId ?? by.memberId
  const once = { subject, what: `refused ${decision.rule}`, who }
  await recordOnce(ctx.database.db, once, (tx) =>
    recordRefusals(tx, ctx.clock.now(), [{ act: 'release.read', subject, by, decision }]),
  )
}

function momentOf(ctx: Context, exit: Exit): Asking {
  return { now: ctx.clock.now(), exercise: ctx.config.exercise, exit }
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}

function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such release')
}

/** What ended is gone for the reader; what was never for it is forbidden. */
function refusal({ rule, reason }: Decision): ExchangeError {
  const ended = rule === 'read-recalled' || rule === 'terms-expired'
  return new ExchangeError(ended ? 'expired' : 'forbidden', reason, { rule })
}

function recalled(): ExchangeError {
  return new ExchangeError('expired', 'the sender took this release back', {
    rule: 'read-recalled',
  })
}
