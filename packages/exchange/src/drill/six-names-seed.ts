import {
  addToGroup,
  createGroup,
  createMember,
  invitePerson,
  proposeParty,
  settleParty,
  type PartyKind,
} from '@tocsin/api'
import { emailOf, type CastMember } from './cast.ts'
import type { Stage } from './stage.ts'

/** A party of the drill: the member that it is, and what it states of itself. */
export type PlayedParty = { key: string; kind: PartyKind; domains: string[] }

type Played = {
  cast: readonly CastMember[]
  parties: readonly PlayedParty[]
  /** Who is of the group that is told once the parties were. */
  peers: readonly string[]
}

const YEAR = 365 * 86_400_000
export const GROUP = 'Those who block'
/** Score from which a party is told by itself, and hours until others may be: the same for each. */
const SAME_FOR_ALL = { aliases: [], keywords: [], tellFrom: 50, othersAfter: 72 }

/** Fills an empty exchange: members, the parties that they are, each let stand by the operator, and the group of those who block. */
export async function enrol(
  stage: Stage,
  operatorEmail: string,
  { cast, parties, peers }: Played,
): Promise<void> {
  const operator = await stage.as(operatorEmail)
  const ids = new Map<string, string>()
  for (const { key, person, name, kind } of cast) {
    const { id } = await operator(createMember, { body: { name, kind } })
    ids.set(key, id)
    await operator(invitePerson, { params: { id }, body: person })
  }
  for (const { key, kind, domains } of parties) {
    const own = await stage.as(emailOf(key))
    const { name } = cast.find((one) => one.key === key)!
    const contacts = ['Head of IT', 'Director'].map((title, rank) => ({
      title,
      email: `${rank === 0 ? 'it' : 'director'}@${key}.drill.example`,
      language: 'en',
    }))
    const statement = { name, kind, domains, contacts, ...SAME_FOR_ALL }
    const party = await own(proposeParty, { body: { statement, isMember: true } })
    const settling = { version: 1, stands: true }
    await operator(settleParty, { params: { id: party.id }, body: settling })
  }
  const group = await operator(createGroup, {
    body: {
      name: GROUP,
      charter: 'Members tell each other what imitates whom, once whoever is imitated was told.',
      purposes: ['election-security'],
      legalBasis: 'Voluntary sharing agreement of the drill',
      maxTlp: 'amber',
      expiresAt: new Date(stage.ctx.clock.now().getTime() + YEAR).toISOString(),
    },
  })
  for (const key of peers)
    await operator(addToGroup, { params: { id: group.id, memberId: ids.get(key)! } })
}
