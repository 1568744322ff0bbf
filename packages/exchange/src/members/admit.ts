import type { MemberKind, Role } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { toNameKey } from './names.ts'
import { findEndFault, findMemberFault, findRolesFault, type Fault } from './rules.ts'
import {
  hasJurisdiction,
  insertMember,
  insertPerson,
  selectMember,
  selectMembers,
} from './store.ts'

export type MemberDraft = { name: string; kind: MemberKind; jurisdiction?: string | undefined }
export type PersonDraft = {
  name: string
  email: string
  roles: Role[]
  locale?: string | undefined
  /** Until when they are let in. */
  endsAt?: string | undefined
}

/** Admits a member, with its log entry. `by` is the member whose operator did it; none at first start. */
export async function admitMember(tx: Tx, draft: MemberDraft, at: Date, by?: Actor) {
  refuse(findMemberFault(draft.kind, draft.jurisdiction))
  if (draft.jurisdiction && !(await hasJurisdiction(tx, draft.jurisdiction))) {
    refuse({
      path: '/body/jurisdiction',
      message: `no jurisdiction ${draft.jurisdiction} is on file`,
    })
  }
  const id = randomUUID()
  const name = draft.name.normalize('NFC').trim()
  const key = toNameKey(name)
  const alike = (await selectMembers(tx)).find((member) => toNameKey(member.name) === key)
  if (alike) throw taken(alike.name)
  const row = await unlessTaken(taken(name).message, '/body/name', () =>
    insertMember(tx, {
      id,
      name,
      kind: draft.kind,
      jurisdiction: draft.jurisdiction ?? null,
      created_at: at,
    }),
  )
  await appendLog(tx, [
    {
      kind: 'member.created',
      at,
      subject: `member:${id}`,
      payload: { member: id, ...draft, name },
      by: by ?? 'server',
      members: by ? [by.memberId, id] : [id],
    },
  ])
  return row
}

/** Adds a person to a member, with its log entry; the log holds no name and no address. */
export async function admitPerson(
  tx: Tx,
  memberId: string,
  draft: PersonDraft,
  at: Date,
  by?: Actor,
) {
  const member = await selectMember(tx, memberId)
  if (!member) throw new ExchangeError('not-found', 'no such member')
  refuse(findRolesFault(member.kind as MemberKind, draft.roles))
  refuse(findEndFault(draft, at))
  const id = randomUUID()
  const row = await unlessTaken('this address belongs to somebody already', '/body/email', () =>
    insertPerson(tx, {
      id,
      member_id: memberId,
      name: draft.name,
      email: draft.email.toLowerCase(),
      roles: draft.roles,
      locale: draft.locale ?? 'en',
      ends_at: draft.endsAt ?? null,
      created_at: at,
    }),
  )
  await appendLog(tx, [
    {
      kind: 'person.invited',
      at,
      subject: `person:${id}`,
      payload: {
        person: id,
        member: memberId,
        roles: draft.roles,
        ...(draft.endsAt ? { endsAt: draft.endsAt } : {}),
      },
      by: by ?? 'server',
      members: by ? [by.memberId, memberId] : [memberId],
    },
  ])
  return row
}

function taken(name: string): ExchangeError {
  return new ExchangeError('conflict', `a member is called ${name} already`, { path: '/body/name' })
}

function refuse(fault: Fault | undefined): void {
  if (fault) throw new ExchangeError('bad-request', fault.message, { path: fault.path })
}

async function unlessTaken<T>(message: string, path: string, insert: () => Promise<T>): Promise<T> {
  try {
    return await insert()
  } catch (cause) {
    if (isUniqueViolation(cause)) throw new ExchangeError('conflict', message, { path, cause })
    throw cause
  }
}
