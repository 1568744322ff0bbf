import type { MemberKind, Role } from '@tocsin/api'
import { isInstant } from '@tocsin/api'

/** What is wrong with a rule's input, and where; nothing when all is well. */
export type Fault = { path: string; message: string }

/** Offices serve a place and say which; the others serve none. */
export function findMemberFault(
  kind: MemberKind,
  jurisdiction: string | undefined,
): Fault | undefined {
  const path = '/body/jurisdiction'
  if (kind === 'office' && jurisdiction === undefined)
    return { path, message: 'an election office needs the code of the place it serves' }
  if (kind !== 'office' && jurisdiction !== undefined)
    return { path, message: `a member of kind ${kind} serves no jurisdiction` }
  return undefined
}

/** Operators run the exchange, so they are people of the hub. */
export function findRolesFault(kind: MemberKind, roles: readonly Role[]): Fault | undefined {
  const path = '/body/roles'
  if (roles.includes('operator') && kind !== 'hub')
    return { path, message: 'only people of the hub can be operators' }
  if (new Set(roles).size < roles.length) return { path, message: 'a role stands there twice' }
  return undefined
}

/** Nobody is invited until a time that has passed. */
export function findEndFault(
  { roles, endsAt }: { roles: readonly Role[]; endsAt?: string | undefined },
  now: Date,
): Fault | undefined {
  const path = '/body/endsAt'
  if (endsAt === undefined) return undefined
  if (!isInstant(endsAt)) return { path, message: 'this is no point in time' }
  if (new Date(endsAt) <= now) return { path, message: 'must lie ahead' }
  return findEndlessFault(roles, { ends_at: new Date(endsAt) })
}

/** Operators run the exchange for as long as somebody must: one whose time runs out could be the last. */
export function findEndlessFault(
  roles: readonly Role[],
  { ends_at }: { ends_at: Date | null },
): Fault | undefined {
  if (ends_at === null || !roles.includes('operator')) return undefined
  return { path: '/body/roles', message: 'nobody who is let in until a date can be an operator' }
}

/** Suspending the last operator would lock everybody out. */
export function keepsAnOperator(remainingOperators: number): boolean {
  return remainingOperators > 0
}
