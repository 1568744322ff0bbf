import { forgetKeys } from '../auth/keys.ts'
import { endSessionsOf } from '../auth/sessions.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { MemberKind, Role } from '@tocsin/api'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { findEndlessFault, findRolesFault, keepsAnOperator } from './rules.ts'
import {
  countOperators,
  selectMember,
  selectPersonIds,
  selectRoles,
  updateMemberActive,
  updatePersonActive,
  updateRoles,
} from './store.ts'

/** Suspends a member, ending its people's sessions and its keys' use, or admits it again. */
export async function setMemberActive(tx: Tx, id: string, active: boolean, at: Date, by: Actor) {
  // First, as every act on who may come in: it looks at every operator, and ends sessions, links and keys.
  await takeCommitOrder(tx)
  const row = await updateMemberActive(tx, id, active)
  if (!row) throw new ExchangeError('not-found', 'no such member')
  if (!active) {
    await refuseLockOut(tx)
    for (const person of await selectPersonIds(tx, id)) await endSessionsOf(tx, person)
  }
  await forgetKeys(tx)
  await appendLog(tx, [
    {
      kind: active ? 'member.admitted' : 'member.suspended',
      at,
      subject: `member:${id}`,
      payload: { member: id, active },
      by,
      members: [by.memberId, id],
    },
  ])
  return row
}

/** Suspends a person, ending their sessions and their keys' use, or admits them again. */
export async function setPersonActive(tx: Tx, id: string, active: boolean, at: Date, by: Actor) {
  await takeCommitOrder(tx)
  const row = await updatePersonActive(tx, id, active)
  if (!row) throw new ExchangeError('not-found', 'no such person')
  if (!active) {
    await refuseLockOut(tx)
    await endSessionsOf(tx, id)
  }
  await forgetKeys(tx)
  await appendLog(tx, [
    {
      kind: active ? 'person.admitted' : 'person.suspended',
      at,
      subject: `person:${id}`,
      payload: { person: id, member: row.member_id, active },
      by,
      members: [by.memberId, row.member_id],
    },
  ])
  return row
}

/**
 * Gives a person these roles and no others. Throws `not-found`, `bad-request` for roles that do not go together, and
 * `conflict` where they no longer have the roles that were seen or nobody would be left to run the exchange.
 */
export async function setRoles(
  tx: Tx,
  id: string,
  { roles, had }: { roles: Role[]; had: Role[] },
  at: Date,
  by: Actor,
) {
  await takeCommitOrder(tx)
  await refuseOtherRoles(tx, id, had)
  const row = await updateRoles(tx, id, roles)
  const member = row && (await selectMember(tx, row.member_id))
  if (!member) throw new ExchangeError('not-found', 'no such person')
  const fault = findRolesFault(member.kind as MemberKind, roles) ?? findEndlessFault(roles, row)
  if (fault) throw new ExchangeError('bad-request', fault.message, { path: fault.path })
  await refuseLockOut(tx)
  await forgetKeys(tx)
  await appendLog(tx, [
    {
      kind: 'person.roles-changed',
      at,
      subject: `person:${id}`,
      payload: { person: id, member: row.member_id, roles },
      by,
      members: [by.memberId, row.member_id],
    },
  ])
  return row
}

/** Nobody takes away unseen what another operator gave a moment ago. */
async function refuseOtherRoles(tx: Tx, id: string, had: readonly Role[]): Promise<void> {
  const roles = await selectRoles(tx, id)
  if (!roles || sameSet(roles, had)) return
  throw new ExchangeError(
    'conflict',
    `the roles of this person were changed since you saw them and are now: ${roles.join(', ')}. Yours were not given; open them again`,
    { path: '/body/had' },
  )
}

function sameSet(some: readonly string[], others: readonly string[]): boolean {
  const seen = new Set(others)
  return new Set(some).size === seen.size && some.every((one) => seen.has(one))
}

async function refuseLockOut(tx: Tx): Promise<void> {
  if (keepsAnOperator(await countOperators(tx))) return
  throw new ExchangeError('conflict', 'this would leave the exchange without an operator')
}
