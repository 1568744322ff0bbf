import type { Role } from '@tocsin/api'
import { ROLE_NAMES } from '../words/names.ts'

/** Which roles are given and which are taken; undefined where none is. */
export function describeChange(
  before: readonly Role[],
  after: readonly Role[],
): string | undefined {
  const given = after.filter((role) => !before.includes(role))
  const taken = before.filter((role) => !after.includes(role))
  const parts = [
    ...(given.length > 0 ? [`Gives: ${namesOf(given)}.`] : []),
    ...(taken.length > 0 ? [`Takes: ${namesOf(taken)}.`] : []),
  ]
  return parts.length > 0 ? parts.join(' ') : undefined
}

export function namesOf(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_NAMES[role]).join(', ')
}
