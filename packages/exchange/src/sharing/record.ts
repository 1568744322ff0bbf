import type { Terms } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import { appendLog } from '../log/append.ts'
import { refusalActs, releaseActs } from './acts.ts'
import type { Judged, Judgement } from './audience.ts'
import { insertRefusals, insertRelease, nextPosition } from './store.ts'

/** A judged release, whichever door it came in by. */
export type JudgedRelease = {
  at: Date
  sender: { memberId: string; personId?: string | undefined }
  title: string
  terms: Terms
  /** Rows of the objects in their order, and the SHA-256 over their hashes. */
  rows: readonly number[]
  objectsHash: string
  judgement: Judgement
  findingId?: string | undefined
  exit?: string
}

/**
 * Writes a release that somebody may receive, in the caller's transaction: log, release, frozen recipients,
 * refusals and live screens. Returns its id.
 */
export async function recordRelease(tx: Tx, release: JudgedRelease): Promise<string> {
  const { at, sender, title, terms, rows, judgement } = release
  const id = randomUUID()
  const recipients = judgement.verdicts.filter((verdict) => verdict.allow)
  const refusals = judgement.verdicts.filter((verdict) => !verdict.allow)
  const receivers = recipients.map((verdict) => verdict.member.id)
  const [logIndex = 0] = await appendLog(
    tx,
    releaseActs({
      id,
      at,
      senderId: sender.memberId,
      title,
      terms,
      objects: { count: rows.length, sha256: release.objectsHash },
      digest: judgement.digest,
      verdicts: judgement.verdicts,
      ...(release.exit ? { exit: release.exit } : {}),
    }),
  )
  await insertRelease(
    tx,
    {
      id,
      position: await nextPosition(tx),
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
      finding_id: release.findingId ?? null,
      object_count: rows.length,
      digest: judgement.digest,
      released_at: at,
      log_index: logIndex,
    },
    rows,
    recipients,
    logIndex + 1 + refusals.length,
  )
  const act = { at, act: 'release', subject: `release:${id}`, byMember: sender.memberId }
  await insertRefusals(tx, act, refusals, logIndex + 1)
  await announce(tx, { kind: 'release.received', subject: id, at, members: receivers })
  await announce(tx, { kind: 'release.changed', subject: id, at, members: [sender.memberId] })
  return id
}

/** Keeps the refusals of a release that reaches nobody; all of `verdicts` refuse. */
export async function recordRefusedRelease(
  tx: Tx,
  refused: Pick<JudgedRelease, 'at' | 'sender' | 'title'> & { verdicts: readonly Judged[] },
): Promise<void> {
  const { at, sender, title, verdicts } = refused
  const id = randomUUID()
  const senderId = sender.memberId
  const [first = 0] = await appendLog(tx, refusalActs({ id, at, senderId, title, verdicts }))
  const act = { at, act: 'release', subject: `release:${id}`, byMember: senderId }
  await insertRefusals(tx, act, verdicts, first)
}
