import type { Group, Member, MemberKind, Session, Settings } from '@tocsin/api'

export const NOW = '2026-10-20T15:30:00.000Z'

export function idOf(n: number): string {
  return `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
}

const NAMES: [name: string, kind: MemberKind, jurisdiction?: string, place?: string][] = [
  ['Example Exchange hub', 'hub'],
  ['Election Security Agency', 'agency'],
  ['Chirper', 'platform'],
  ['Vidshare', 'platform'],
  ['State Election Office, Ohio', 'office', '39', 'Ohio'],
  ['Franklin County Elections', 'office', '39049', 'Franklin County, Ohio'],
  ['Harbor University Observatory', 'researcher'],
  ['Forward Campaign', 'campaign'],
]

export const MEMBERS: Member[] = NAMES.map(([name, kind, jurisdiction, place], index) => ({
  id: idOf(index + 1),
  name,
  kind,
  ...(jurisdiction && place ? { jurisdiction, place } : {}),
  active: true,
  createdAt: '2026-09-01T09:00:00.000Z',
}))

const PEOPLE: Record<string, [number, string, Session['person']['roles']]> = {
  operator: [0, 'Duty operator', ['operator']],
  agency: [1, 'Agency analyst', ['analyst']],
  platform: [2, 'Platform analyst', ['analyst']],
  office: [5, 'County clerk, Franklin County', ['clerk']],
  researcher: [6, 'Observatory analyst', ['analyst']],
}

export const EXCHANGE = {
  name: 'Example Exchange',
  exercise: true,
  languages: ['en', 'es'],
  now: NOW,
  logKey: 'example.exchange/log+1234abcd+AAAA',
}

export function sessionOf(name: string): Session {
  const [member, title, roles] = PEOPLE[name] ?? PEOPLE.agency!
  const { id, name: memberName, kind } = MEMBERS[member]!
  return {
    person: {
      id: idOf(900 + member),
      name: title,
      email: `${name}@example.org`,
      roles,
      locale: 'en',
    },
    member: { id, name: memberName, kind },
    exchange: EXCHANGE,
  }
}

export function settingsOf(name: string): Settings {
  const { person } = sessionOf(name)
  return {
    name: person.name,
    email: person.email,
    mailLanguage: 'en',
    meetingMail: true,
    announced: true,
    lookbackMail: 'daily',
    newsMail: 'none',
    newsMailHour: 8,
    sendsMail: true,
    sessions: [
      {
        id: idOf(950),
        startedAt: NOW,
        usedAt: NOW,
        endsAt: '2026-11-03T02:00:00.000Z',
        device: 'Firefox on Windows',
        own: true,
      },
    ],
  }
}

export const GROUPS: Group[] = [
  {
    id: idOf(101),
    name: 'Platform integrity circle',
    charter:
      'Platforms and researchers tell each other of coordinated networks that they have found themselves. Nobody asks anybody to act.',
    purposes: ['platform-integrity', 'research'],
    legalBasis: 'Legitimate interest; charter of 1 September 2026',
    maxTlp: 'amber',
    expiresAt: '2027-03-01T00:00:00.000Z',
    ended: false,
    charterNumber: 1,
    members: MEMBERS.filter((member) => ['platform', 'researcher'].includes(member.kind)),
  },
  {
    id: idOf(102),
    name: 'Election defence, all kinds',
    charter: 'Facts about threats to the running of elections, for those who run and protect them.',
    purposes: ['election-security', 'public-warning'],
    legalBasis: 'Charter of 1 September 2026',
    maxTlp: 'amber+strict',
    expiresAt: '2027-03-01T00:00:00.000Z',
    ended: false,
    charterNumber: 1,
    members: MEMBERS.filter((member) => member.kind !== 'campaign'),
  },
]
