import type { MemberKind, Role } from '@tocsin/api'

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

/** Suspending the last operator would lock everybody out. */
export function keepsAnOperator(remainingOperators: number): boolean {
  return remainingOperators > 0
}
