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
import { isStatement } from '../objects/incoming.ts'
import { insertObjects } from '../objects/store.ts'
import { recordRefusedRelease, recordRelease } from '../sharing/record.ts'
import { readStanding } from '../sharing/store.ts'
import { insertStatus, selectPresent } from './feed.ts'
import { judgePosting, type Posting, refusalOf, toIncoming } from './posting.ts'

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
  const present = await selectPresent(tx, sender.memberId, groupId, accepted, at)
  const settled = new Map(
    present.map((found) => [found.ord - 1, settle(accepted[found.ord - 1]!, found)]),
  )
  settleTwins(accepted, settled)
  const fresh = accepted.filter((_, i) => !settled.has(i))
  const incoming = fresh.map(toIncoming)
  const { kept, clashes } = await insertObjects(tx, sender.memberId, at, incoming)
  const taken = new Set(clashes.map(({ stixId, version }) => `${stixId} ${version}`))
  const isKept = (_: unknown, i: number): boolean => kept[i] !== undefined
  const rows = kept.flatMap((found) => (found ? [found.row] : []))
  if (rows.length > 0) {
    const added = fresh.filter(isKept)
    const standing = await readStanding(tx, sender.memberId, groupId, statementsOf(added))
    if (!standing) return new TaxiiError('not-found', 'no such collection')
    const release = judgePosting(ctx, posting, added, incoming.filter(isKept), standing)
    const refusal = refusalOf(release)
    if (refusal) {
      await recordRefusedRelease(tx, { ...release, verdicts: release.judgement.verdicts })
      return refusal
    }
    await recordRelease(tx, { ...release, rows })
  }
  const details = accepted.map(({ id, version }, i): StatusDetails => {
    const own = { id, version: version ?? at.toISOString() }
    const isTaken = taken.has(`${id} ${own.version}`) && !settled.has(i)
    return isTaken ? { ...own, message: VERSION_TAKEN } : (settled.get(i) ?? own)
  })
  const failures = [...rejected, ...details.filter(({ message }) => message === VERSION_TAKEN)]
  const successes = details.filter(({ message }) => message !== VERSION_TAKEN)
  const status = toStatus(randomUUID(), received, successes, failures)
  const { memberId } = sender
  await insertStatus(tx, { id: status.id, memberId, body: JSON.stringify(status), at: new Date() })
  return status
}

function statementsOf(added: readonly Addition[]): string[] {
  return added.filter(isStatement).map(({ id }) => id)
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
