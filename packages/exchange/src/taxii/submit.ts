/**
 * Objects posted over TAXII, released to the group in one transaction with their status: kept byte for byte, judged by
 * the same decision point, recipients frozen, recorded in the log. What is there already changes nothing.
 */
import {
  type Addition,
  ALREADY_PRESENT,
  isSameJson,
  type Status,
  type StatusDetails,
  type Submission,
  TaxiiError,
  toStatus,
  VERSION_TAKEN,
} from '@tocsin/taxii'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import type { Viewer } from '../http/viewer.ts'
import { type Incoming, isStatement } from '../objects/incoming.ts'
import { insertObjects } from '../objects/store.ts'
import { findAsk } from '../sharing/ask.ts'
import { judgeDraft } from '../sharing/audience.ts'
import { type Prepared, strictest } from '../sharing/draft.ts'
import { readStanding } from '../sharing/store.ts'
import { insertStatus, selectGround, selectPresent } from './feed.ts'
import { recordRefusedRelease, recordRelease } from '../sharing/record.ts'
import { termsFor } from './terms.ts'

export type Posting = Pick<Viewer, 'memberId' | 'personId'>

type StixObject = Parameters<typeof strictest>[0][number]

/** `named` narrows the release to these members of the group. Throws TaxiiError `forbidden` with the rule that refuses. */
export async function submit(
  ctx: Context,
  sender: Posting,
  groupId: string,
  submission: Submission,
  named: readonly string[] = [],
): Promise<Status> {
  const attempt = (): Promise<Status | TaxiiError> =>
    ctx.database.db
      .transaction()
      .execute((tx) => submitIn(tx, ctx, sender, groupId, submission, named))
  // The same objects posted twice at once: whoever comes second finds them there.
  const status = await attempt().catch((error: unknown) => {
    if (isUniqueViolation(error)) return attempt()
    throw error
  })
  if (status instanceof TaxiiError) throw status
  return status
}

async function submitIn(
  tx: Tx,
  ctx: Context,
  sender: Posting,
  groupId: string,
  { received, accepted, rejected }: Submission,
  named: readonly string[],
): Promise<Status | TaxiiError> {
  const at = ctx.clock.now()
  const ids = accepted.map(({ id }) => id)
  const { basis, isKnown } = await selectGround(tx, groupId, ids)
  const present = isKnown ? await selectPresent(tx, sender.memberId, groupId, accepted, at) : []
  const settled = new Map(
    present.map((found) => [found.ord - 1, settle(accepted[found.ord - 1]!, found)]),
  )
  settleTwins(accepted, settled)
  const fresh = accepted.filter((_, i) => !settled.has(i))
  const { kept, clashes } = await insertObjects(tx, sender.memberId, at, fresh.map(toIncoming))
  const added = fresh.filter((_, i) => kept[i] !== undefined)
  const taken = new Set(clashes.map(({ stixId, version }) => `${stixId} ${version}`))
  if (added.length > 0) {
    const rows = kept.flatMap((found) => (found ? [found.row] : []))
    const refusal = await release(tx, ctx, sender, groupId, { added, rows, at, named, basis })
    if (refusal) return refusal
  }
  const details = accepted.map((addition, i): StatusDetails => {
    const { id, version } = addition
    const own = { id, version: version ?? at.toISOString() }
    if (taken.has(`${id} ${own.version}`) && !settled.has(i))
      return { ...own, message: VERSION_TAKEN }
    return settled.get(i) ?? own
  })
  const failures = [...rejected, ...details.filter(({ message }) => message === VERSION_TAKEN)]
  const successes = details.filter(({ message }) => message !== VERSION_TAKEN)
  const status = toStatus(randomUUID(), received, successes, failures)
  const { memberId } = sender
  await insertStatus(tx, { id: status.id, memberId, body: JSON.stringify(status), at: new Date() })
  return status
}

function settle(addition: Addition, found: { version: string; body: string }): StatusDetails {
  const same = isSameJson(found.body, addition.text)
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

function toIncoming({ id, type, version, specVersion, text }: Addition): Incoming {
  const sha256 = createHash('sha256').update(text).digest()
  return { stixId: id, type, version, specVersion, body: text, sha256 }
}

type Release = {
  added: Addition[]
  rows: number[]
  at: Date
  named: readonly string[]
  basis: string
}

/** Releases what was kept; the refusal where the policy admits nobody. */
async function release(
  tx: Tx,
  ctx: Context,
  sender: Posting,
  groupId: string,
  { added, rows, at, named, basis }: Release,
): Promise<TaxiiError | undefined> {
  const objects = added.map(({ value }) => value as StixObject)
  const prepared = prepare(added, objects)
  const standing = await readStanding(tx, sender.memberId, groupId, prepared.statements, {
    lock: true,
  })
  if (!standing) return new TaxiiError('not-found', 'no such collection')
  const title =
    objects.length === 1
      ? '1 object posted over TAXII'
      : `${objects.length} objects posted over TAXII`
  const terms = termsFor(standing, basis, prepared.objectTlp, named)
  const { exercise } = ctx.config
  const judgement = judgeDraft({ title, terms }, prepared, standing, { now: at, exercise })
  const refusedBy =
    judgement.refusedSender ??
    (judgement.verdicts.some(({ allow }) => allow) ? undefined : judgement.verdicts[0])
  if (refusedBy) {
    const verdicts = judgement.refusedSender ? [judgement.refusedSender] : judgement.verdicts
    await recordRefusedRelease(tx, { at, sender, title, verdicts })
    return new TaxiiError('forbidden', `${refusedBy.reason} (rule ${refusedBy.rule})`)
  }
  const { objectsHash } = prepared
  await recordRelease(tx, { at, sender, title, terms, rows, objectsHash, judgement, exit: 'taxii' })
  return undefined
}

function prepare(added: readonly Addition[], objects: StixObject[]): Prepared {
  const hash = createHash('sha256')
  for (const { text } of added) hash.update(text)
  return {
    incoming: [],
    faults: [],
    objectTlp: strictest(objects),
    ask: findAsk('', objects),
    statements: objects.filter(isStatement).map((object) => object.id),
    objectsHash: hash.digest('hex'),
  }
}
