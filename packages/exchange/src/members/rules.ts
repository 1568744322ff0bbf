import type { MemberKind, Role } from '@tocsin/api'

/** What is wrong with a rule's input, and where; nothing when all is well. */
export type Fault = { path: string; message: string }

/** Offices serve a place and say which; the others serve none. */
export function findMemberFault(
  kind: MemberKind,
  jurisdiction: string | undefined,
): Fault | undefined {
  const path = '/body/jurisdiction'
  if (kind === 'state-office') {
    return /^\d{2}$/.test(jurisdiction ?? '')
      ? undefined
      : { path, message: 'a state office needs the two-digit FIPS code of its state' }
  }
  if (kind === 'county-office') {
    return /^\d{5}$/.test(jurisdiction ?? '')
      ? undefined
      : { path, message: 'a county office needs the five-digit FIPS code of its county' }
  }
  return jurisdiction === undefined
    ? undefined
    : { path, message: `a member of kind ${kind} serves no jurisdiction` }
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
