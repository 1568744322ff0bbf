/** Writes what was posted over TAXII as a release: the record, the frozen recipients, the refusals and the news. */
import type { Terms, Verdict } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import { type Act, appendLog } from '../log/append.ts'
import { loadPolicies } from '../policy/policies.ts'
import type { Judgement } from '../sharing/audience.ts'
import { insertRefusals, insertRelease, nextPosition } from '../sharing/store.ts'

export type PostedRelease = {
  sender: { memberId: string; personId?: string | undefined }
  title: string
  terms: Terms
  /** Rows of the objects, in the order they were posted. */
  rows: number[]
  objectsHash: string
  at: Date
  judgement: Judgement
}

/** The caller has checked that the policy admits it. */
export async function writePosted(tx: Tx, posted: PostedRelease): Promise<void> {
  const { sender, title, terms, rows, objectsHash, at, judgement } = posted
  const id = randomUUID()
  const recipients = judgement.verdicts.filter(({ allow }) => allow)
  const refusals = judgement.verdicts.filter(({ allow }) => !allow)
  const receivers = recipients.map(({ member }) => member.id)
  const payload = {
    release: id,
    from: sender.memberId,
    title,
    terms: { ...terms, named: undefined },
    objects: { count: rows.length, sha256: objectsHash },
    recipients: recipients.length,
    preview: judgement.digest,
    policies: loadPolicies().version,
    exit: 'taxii',
  }
  const subject = `release:${id}`
  const members = [sender.memberId, ...receivers]
  const [logIndex = 0] = await appendLog(tx, [
    { kind: 'release.created', at, subject, payload, members },
    ...refusals.map((verdict) => refusalAct(posted, id, verdict)),
  ])
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
      named: terms.named ?? [],
      expires_at: null,
      recalled_at: null,
      object_count: rows.length,
      digest: judgement.digest,
      released_at: at,
      log_index: logIndex,
    },
    rows,
    recipients,
  )
  await insertRefusals(tx, actOf(posted, id), refusals, logIndex + 1)
  await announce(tx, { kind: 'release.received', subject: id, at, members: receivers })
  await announce(tx, { kind: 'release.changed', subject: id, at, members: [sender.memberId] })
}

/** Keeps every refusal of a release that reaches nobody. */
export async function recordRefusal(tx: Tx, posted: PostedRelease): Promise<void> {
  const { refusedSender, verdicts } = posted.judgement
  const refusals = refusedSender ? [refusedSender] : verdicts
  const id = randomUUID()
  const acts = refusals.map((verdict) => refusalAct(posted, id, verdict))
  const [first = 0] = await appendLog(tx, acts)
  await insertRefusals(tx, actOf(posted, id), refusals, first)
}

function actOf({ at, sender }: PostedRelease, id: string) {
  return { at, act: 'release', subject: `release:${id}`, byMember: sender.memberId }
}

function refusalAct({ at, sender }: PostedRelease, id: string, verdict: Verdict): Act {
  const { member, rule, reason } = verdict
  return {
    kind: 'refusal',
    at,
    subject: `release:${id}`,
    payload: { release: id, from: sender.memberId, to: member.id, rule, reason },
    members: [sender.memberId],
  }
}
