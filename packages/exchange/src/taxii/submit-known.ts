/**
 * The long way in, for an envelope of which something is known already, stands there twice, or may go to nobody: every
 * object is settled by itself under the commit order lock, and what is left is released.
 */
import {
  type Addition,
  ALREADY_PRESENT,
  isSameObject,
  type Status,
  type StatusDetails,
  type Submission,
  TaxiiError,
  toStatus,
  VERSION_TAKEN,
} from '@tocsin/taxii'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { findClashes, insertObjects } from '../objects/store.ts'
import type { Decision } from '../policy/decide.ts'
import { recordRefusedRelease, recordRelease } from '../sharing/record.ts'
import { recordRefusals } from '../refusals/record.ts'
import { readMeanings, readStanding } from '../sharing/store.ts'
import { insertStatus, selectPresent } from './feed.ts'
import {
  findRefusal,
  type Posting,
  toIncoming,
  toTaxiiError,
  valuesOf,
  withheldWords,
} from './posting.ts'
import { type Candidate, type Sorted, sortOut } from './sort-out.ts'

/** The refusal, recorded, where nobody may have what is left. */
export async function submitKnown(
  ctx: Context,
  posting: Posting,
  submission: Submission,
): Promise<Status | TaxiiError> {
  return ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    return submitIn(tx, ctx, posting, submission)
  })
}

async function submitIn(
  tx: Tx,
  ctx: Context,
  posting: Posting,
  { received, accepted, rejected }: Submission,
): Promise<Status | TaxiiError> {
  const { sender, groupId, at } = posting
  const { memberId } = sender
  const present = await selectPresent(tx, memberId, groupId, accepted, at)
  const settled = new Map(
    present.map((found) => [found.ord - 1, settle(accepted[found.ord - 1]!, found)]),
  )
  settleTwins(accepted, settled)
  const fresh = await withoutClashes(tx, posting, accepted, settled)
  const status = randomUUID()
  let withheld: string | undefined
  if (fresh.size > 0) {
    const standing = await readStanding(tx, memberId, groupId, idsOf(fresh.values()), {
      now: at,
    })
    if (!standing) return new TaxiiError('not-found', 'no such collection')
    const meanings = await readMeanings(tx, valuesOf(accepted))
    const { policies, config } = ctx
    const grounds = { standing, meanings, exercise: config.exercise, policies }
    const sorted = sortOut(posting, [...fresh.values()], grounds)
    if (sorted.taken.length === 0 && settled.size === 0) return refuse(tx, sorted)
    await recordSingly(tx, posting, status, sorted)
    if (sorted.taken.length > 0) await release(tx, sorted)
    withheld = withheldWords(sorted.release, standing)
    const refusals = new Map(sorted.refused.map((one) => [one.candidate, one.decision]))
    for (const [i, candidate] of fresh) {
      const decision = refusals.get(candidate)
      if (decision) settled.set(i, toFailure(candidate, at, decision))
    }
  }
  const details = accepted.map(
    ({ id, version }, i) =>
      settled.get(i) ?? {
        id,
        version: version ?? at.toISOString(),
        ...(withheld ? { message: withheld } : {}),
      },
  )
  const isSuccess = ({ message }: StatusDetails): boolean =>
    message === undefined || message === ALREADY_PRESENT || message === withheld
  const failures = [...rejected, ...details.filter((one) => !isSuccess(one))]
  const whole = toStatus(status, received, details.filter(isSuccess), failures)
  await insertStatus(tx, { id: status, memberId, body: JSON.stringify(whole), at: ctx.wall.now() })
  return whole
}

/** What is left to be released, by its place in the envelope; what the sender brought before with other content is settled. */
async function withoutClashes(
  tx: Tx,
  { sender, at }: Posting,
  accepted: readonly Addition[],
  settled: Map<number, StatusDetails>,
): Promise<Map<number, Candidate>> {
  const fresh = new Map<number, Candidate>()
  accepted.forEach((addition, i) => {
    if (!settled.has(i)) fresh.set(i, { addition, incoming: toIncoming(addition) })
  })
  const incoming = [...fresh.values()].map((candidate) => candidate.incoming)
  const clashes = await findClashes(tx, sender.memberId, at, incoming)
  const taken = new Set(clashes.map(({ stixId, version }) => `${stixId} ${version}`))
  for (const [i, { addition }] of fresh) {
    const { id } = addition
    const version = addition.version ?? at.toISOString()
    if (!taken.has(`${id} ${version}`)) continue
    fresh.delete(i)
    settled.set(i, { id, version, message: VERSION_TAKEN })
  }
  return fresh
}

/** Nobody may have any of it: the refusal is recorded and nothing is kept. */
async function refuse(tx: Tx, { release, refused }: Sorted): Promise<TaxiiError> {
  const { refusedSender, verdicts } = release.judgement
  const refusing = refusedSender ? [refusedSender] : verdicts.filter(({ allow }) => !allow)
  await recordRefusedRelease(tx, { ...release, verdicts: refusing })
  return toTaxiiError(findRefusal(release) ?? refused[0]!.decision)
}

/** Records once for each rule that it refused objects of the posting while the others were taken. */
async function recordSingly(
  tx: Tx,
  { sender, at }: Posting,
  status: string,
  { refused }: Sorted,
): Promise<void> {
  const decisions = new Map(refused.map(({ decision }) => [decision.rule, decision]))
  await recordRefusals(
    tx,
    at,
    [...decisions.values()].map((decision) => ({
      act: 'release',
      subject: `posting:${status}`,
      by: sender,
      decision,
    })),
  )
}

async function release(tx: Tx, { taken, release: judged }: Sorted): Promise<void> {
  const { sender, at, termsObject } = judged
  const incoming = taken.map((candidate) => candidate.incoming)
  const whole = termsObject ? [termsObject, ...incoming] : incoming
  const { kept, clashes } = await insertObjects(tx, sender.memberId, at, whole)
  if (clashes.length > 0)
    throw new TaxiiError('internal', `${clashes.length} objects clash that did not before`)
  await recordRelease(tx, { ...judged, rows: kept.map((one) => one!.row), count: taken.length })
}

function idsOf(candidates: Iterable<Candidate>): string[] {
  return [...candidates].map(({ addition }) => addition.id)
}

function toFailure({ addition }: Candidate, at: Date, { reason, rule }: Decision): StatusDetails {
  const { id, version } = addition
  return { id, version: version ?? at.toISOString(), message: `${reason} (rule ${rule})` }
}

function settle(addition: Addition, found: { version: string; body: string }): StatusDetails {
  const same = isSameObject(found.body, addition.text)
  return {
    id: addition.id,
    version: found.version,
    message: same ? ALREADY_PRESENT : VERSION_TAKEN,
  }
}

/** Within one envelope the first of an id and version stands; the others are judged against it. */
function settleTwins(accepted: readonly Addition[], settled: Map<number, StatusDetails>): void {
  const first = new Map<string, Addition>()
  accepted.forEach((addition, i) => {
    if (settled.has(i)) return
    const key = `${addition.id} ${addition.version ?? ''}`
    const twin = first.get(key)
    if (!twin) first.set(key, addition)
    else settled.set(i, settle(addition, { version: addition.version ?? '', body: twin.text }))
  })
}
