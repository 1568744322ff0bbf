import type { DraftPart, GivenMessage, Terms } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog, toLogRows } from '../log/append.ts'
import { refusalActs, releaseActs } from './acts.ts'
import type { Judged, Judgement } from './audience.ts'
import { insertRefusals } from '../refusals/record.ts'

/** A judged release, whichever door it came in by. */
export type JudgedRelease = {
  id: string
  at: Date
  sender: Actor
  title: string
  terms: Terms
  message?: GivenMessage | undefined
  /** Of a lower version. */
  commitment?: string | undefined
  /** SHA-256 over the objects' hashes. */
  objectsHash: string
  judgement: Judgement
  findingId?: string | undefined
  /** Whoever wrote what the sender approved as a second person. */
  author?: string | undefined
  part?: DraftPart | undefined
  exit?: string
}

/**
 * Writes a release that somebody may receive, in the caller's transaction: log, release, frozen recipients,
 * refusals, machine feeds and live screens. Returns its id. Cost: one statement.
 */
export async function recordRelease(
  tx: Tx,
  release: JudgedRelease & { rows: readonly number[]; count: number },
): Promise<string> {
  const record = toReleaseRecord(release, release.count)
  await sql`select tocsin_release(${JSON.stringify(record)}::json, ${[...release.rows]}::bigint[], false)`.execute(
    tx,
  )
  return record.release.id
}

/**
 * A judged release of `count` objects, its terms not among them, as the database function `tocsin_release` takes it: rows by their columns, and
 * in each line that has an act of its own its place among `acts`.
 */
export function toReleaseRecord(judged: JudgedRelease, count: number) {
  const { id, at, sender, title, terms, judgement } = judged
  const recipients = judgement.verdicts.filter((verdict) => verdict.allow)
  const refusals = judgement.verdicts.filter((verdict) => !verdict.allow)
  const acts = releaseActs({
    id,
    at,
    sender,
    title,
    terms,
    message: judged.message,
    commitment: judged.commitment,
    author: judged.author,
    part: judged.part,
    objects: { count, sha256: judged.objectsHash },
    digest: judgement.digest,
    policies: judgement.policies,
    charter: judgement.charter,
    verdicts: judgement.verdicts,
    ...(judged.exit ? { exit: judged.exit } : {}),
  })
  const toLine = ({ member, rule, reason, feedRefusal }: Judged, act: number) => ({
    member: member.id,
    rule,
    reason,
    feed_refusal: feedRefusal,
    act,
  })
  return {
    release: {
      id,
      from_member: sender.memberId,
      person_id: sender.personId ?? null,
      group_id: terms.groupId,
      title,
      tlp: terms.tlp,
      pap: terms.pap,
      purpose: terms.purpose,
      basis: terms.basis,
      expires_at: terms.expiresAt ?? null,
      named: terms.named ?? [],
      finding_id: judged.findingId ?? null,
      digest: judgement.digest,
      released_at: at.toISOString(),
      message: judged.message ?? null,
    },
    recipients: recipients.map((to, i) => toLine(to, 1 + refusals.length + i)),
    refusals: refusals.map((to, i) => toLine(to, 1 + i)),
    acts: toLogRows(acts),
  }
}

/** Keeps the refusals of a release that reaches nobody; all of `verdicts` refuse. */
export async function recordRefusedRelease(
  tx: Tx,
  refused: Pick<JudgedRelease, 'at' | 'sender' | 'title'> & { verdicts: readonly Judged[] },
): Promise<void> {
  const { at, sender, title, verdicts } = refused
  const id = randomUUID()
  const [first = 0] = await appendLog(tx, refusalActs({ id, at, sender, title, verdicts }))
  const act = { at, act: 'release', subject: `release:${id}`, byMember: sender.memberId }
  await insertRefusals(tx, act, verdicts, first)
}
