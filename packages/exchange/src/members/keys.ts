import { randomUUID } from 'node:crypto'
import { forgetKeys } from '../auth/keys.ts'
import { hashSecret, newKeySecret } from '../auth/secrets.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { appendLog } from '../log/append.ts'
import { insertKey, isActive, revokeKeyRow } from './store.ts'

export type KeyDraft = { label: string; canWrite: boolean; endsAt?: string | undefined }
type Holder = Pick<Viewer, 'memberId' | 'personId' | 'keyId'>

/** Makes an API key that acts for `holder`: the person with their roles, or the member as a whole. */
export async function issueKey(tx: Tx, holder: Holder, draft: KeyDraft, at: Date) {
  const endsAt = draft.endsAt === undefined ? null : new Date(draft.endsAt)
  if (endsAt && !(endsAt > at))
    throw new ExchangeError('bad-request', 'its end is to come', { path: '/body/endsAt' })
  await takeCommitOrder(tx)
  // Suspended or erased since they were let in, they would leave a key behind.
  if (holder.personId !== undefined && !(await isActive(tx, holder.personId)))
    throw new ExchangeError('not-signed-in', 'you are signed out')
  const secret = newKeySecret()
  const key = await insertKey(tx, {
    id: randomUUID(),
    member_id: holder.memberId,
    person_id: holder.personId ?? null,
    label: draft.label,
    secret_hash: hashSecret(secret),
    can_write: draft.canWrite,
    created_at: at,
    ends_at: endsAt,
  })
  await appendLog(tx, [
    {
      kind: 'key.created',
      at,
      subject: `key:${key.id}`,
      payload: {
        key: key.id,
        member: holder.memberId,
        canWrite: draft.canWrite,
        ...(endsAt ? { endsAt: endsAt.toISOString() } : {}),
      },
      by: holder,
      members: [holder.memberId],
    },
  ])
  return { key, secret }
}

/** Revokes a key of the own member, or as an operator of any. */
export async function revokeKey(tx: Tx, viewer: Viewer, id: string, at: Date) {
  await takeCommitOrder(tx)
  const any = viewer.roles.includes('operator')
  const key = await revokeKeyRow(tx, id, at, any ? undefined : viewer.memberId)
  if (!key) throw new ExchangeError('not-found', 'no such key, or it was revoked before')
  await forgetKeys(tx)
  await appendLog(tx, [
    {
      kind: 'key.revoked',
      at,
      subject: `key:${id}`,
      payload: { key: id, member: key.member_id },
      by: viewer,
      members: [...new Set([viewer.memberId, key.member_id])],
    },
  ])
  return key
}
