import type { MemberKind, OfficeRole, Role } from '@tocsin/api'

/** A member of the drill, with the one person who signs in for it. */
export type CastMember = {
  key: string
  name: string
  kind: MemberKind
  jurisdiction?: string
  person: { name: string; email: string; roles: Role[] }
}

/** The address that the person of a member signs in with. */
export function emailOf(key: string): string {
  return `${key}@drill.example`
}

function member(
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

/** Two or more of each kind; roles, never people. */
export const CAST: CastMember[] = [
  member('agency-a', 'Federal Agency A', 'agency', 'Federal analyst, Agency A', ['analyst']),
  member('agency-b', 'Federal Agency B', 'agency', 'Federal analyst, Agency B', ['analyst']),
  member('platform-a', 'Platform A', 'platform', 'Platform investigator, Platform A', ['analyst']),
  member('platform-b', 'Platform B', 'platform', 'Platform investigator, Platform B', ['analyst']),
  member('platform-c', 'Platform C', 'platform', 'Platform investigator, Platform C', ['analyst']),
  member(
    'state-fl',
    'Florida Division of Elections (drill)',
    'office',
    'Chief election official, Florida',
    ['official', 'analyst'],
    '12',
  ),
  member(
    'state-ga',
    'Georgia Election Division (drill)',
    'office',
    'Chief election official, Georgia',
    ['official', 'analyst'],
    '13',
  ),
  member(
    'county-12095',
    'Orange County Elections (drill)',
    'office',
    'County clerk, Orange County, Florida',
    ['clerk'],
    '12095',
  ),
  member(
    'county-13121',
    'Fulton County Elections (drill)',
    'office',
    'County clerk, Fulton County, Georgia',
    ['clerk'],
    '13121',
  ),
  member('campaign-x', 'Campaign X', 'campaign', 'Security lead, Campaign X', ['analyst']),
  member('campaign-y', 'Campaign Y', 'campaign', 'Security lead, Campaign Y', ['analyst']),
  member('research-a', 'University Research Group A', 'researcher', 'Researcher, Group A', [
    'analyst',
  ]),
  member('research-b', 'University Research Group B', 'researcher', 'Researcher, Group B', [
    'analyst',
  ]),
]

/** Sharing groups by the keys of their members. */
export const GROUPS = [
  {
    name: 'Platform tips',
    charter:
      'Platforms tell each other of coordinated networks seen on their own service. Each judges for itself. No government member, no requests.',
    purposes: ['platform-integrity' as const],
    legalBasis: 'Voluntary sharing agreement of the drill',
    maxTlp: 'amber' as const,
    members: ['platform-a', 'platform-b', 'platform-c'],
  },
  {
    name: 'Election threat room',
    charter:
      'Agencies, platforms and state offices share threats to the running of the election. Information only: nothing is asked and nothing is owed.',
    purposes: ['election-security' as const, 'platform-integrity' as const],
    legalBasis: 'Cybersecurity information sharing agreement of the drill',
    maxTlp: 'amber+strict' as const,
    members: [
      'agency-a',
      'agency-b',
      'platform-a',
      'platform-b',
      'state-fl',
      'state-ga',
      'county-12095',
      'county-13121',
    ],
  },
  {
    name: 'Research exchange',
    charter: 'Vetted data for researchers under terms; results come back as corrections.',
    purposes: ['research' as const],
    legalBasis: 'Data use agreement of the drill',
    maxTlp: 'green' as const,
    members: ['platform-a', 'platform-b', 'research-a', 'research-b'],
  },
]

type DraftContact = {
  jurisdiction: string
  role: OfficeRole
  rank: number
  title: string
  email: string
  language: 'en' | 'es'
}

/** A place of the drill that has an office. */
export type DrillPlace = {
  id: string
  fullName: string
  role: OfficeRole
  language: 'en' | 'es'
}

/**
 * Role holders for every place whose office answers for elections: a primary and an alternate each. A few places are
 * left empty on purpose, as real directories are.
 */
export function drillContacts(places: DrillPlace[]): DraftContact[] {
  return places
    .filter((place) => !isVacant(place))
    .flatMap(({ id, fullName, role, language }) => {
      const post = role === 'clerk' ? 'County clerk' : 'Chief election official'
      return [0, 1].map((rank) => ({
        jurisdiction: id,
        role,
        rank,
        title: rank === 0 ? `${post}, ${fullName}` : `Deputy ${post.toLowerCase()}, ${fullName}`,
        email: `${role}.${rank}@${id.toLowerCase()}.office.example`,
        language,
      }))
    })
}

/** One clerk's office in about sixty has nobody on file. */
function isVacant({ id, role }: DrillPlace): boolean {
  return role === 'clerk' && Number(id.replace(/\D/g, '')) % 61 === 7
}
