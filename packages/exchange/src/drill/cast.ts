import type { MemberKind, OfficeRole, Role } from '@tocsin/api'

type CastPerson = { name: string; email: string; roles: Role[] }

/** A member of the drill, with the person who signs in for it, and others beside. */
export type CastMember = {
  key: string
  name: string
  kind: MemberKind
  jurisdiction?: string
  person: CastPerson
  others?: CastPerson[]
}

/** The address that the person of a member signs in with. */
export function emailOf(key: string): string {
  return `${key}@drill.example`
}

/** A member with its person. */
export function member(
  key: string,
  name: string,
  kind: MemberKind,
  title: string,
  roles: Role[],
  jurisdiction?: string,
): CastMember {
  const person = { name: title, email: emailOf(key), roles }
  return { key, name, kind, person, ...(jurisdiction ? { jurisdiction } : {}) }
}

/** The member with a second person, who looks at what the first wrote. */
export function withSecond(one: CastMember, title: string): CastMember {
  const second = { name: title, email: emailOf(`${one.key}-second`), roles: ['reviewer' as const] }
  return { ...one, others: [second] }
}

/** Everybody of a member who signs in. */
export function peopleOf({ person, others = [] }: CastMember): CastPerson[] {
  return [person, ...others]
}

type DraftContact = {
  jurisdiction: string
  role: OfficeRole
  rank: number
  title: string
  email: string
  language: string
}

/** A place of the drill that has an office. */
export type DrillPlace = {
  id: string
  fullName: string
  role: OfficeRole
  language: string
}

/**
 * Role holders for every place whose office answers for elections: a primary and an alternate each. A few places are
 * left empty on purpose, as real directories are.
 */
export function drillContacts(
  places: DrillPlace[],
  titleOf: (role: OfficeRole, place: string, isDeputy: boolean) => string,
): DraftContact[] {
  return places
    .filter((place) => !isVacant(place))
    .flatMap(({ id, fullName, role, language }) =>
      [0, 1].map((rank) => ({
        jurisdiction: id,
        role,
        rank,
        title: titleOf(role, fullName, rank > 0),
        email: `${role}.${rank}@${id.toLowerCase()}.office.example`,
        language,
      })),
    )
}

/** One clerk's office in about sixty has nobody on file. */
function isVacant({ id, role }: DrillPlace): boolean {
  return role === 'clerk' && Number(id.replace(/\D/g, '')) % 61 === 7
}
