import {
  addElection,
  addToGroup,
  createGroup,
  createMember,
  importContacts,
  invitePerson,
  sendNotice,
  type NoticeText,
} from '@tocsin/api'
import { sql } from 'kysely'
import { newLinkToken } from '../offices/door.ts'
import { drillContacts, emailOf, type CastMember } from './cast.ts'
import { addOwn, readOwn } from './own.ts'
import type { Stage } from './stage.ts'
import { unitedStates } from './us.ts'

/** Counties whose clerks report, and their states: Florida, Arizona and Alaska. */
const HIT = [
  { county: '12001', state: '12' },
  { county: '04013', state: '04' },
  { county: '02110', state: '02' },
] as const
export const COUNTIES: readonly string[] = HIT.map(({ county }) => county)
export const PEERS = 'Providers, platforms and the hub'
export const STATES = 'Agency, hub and a state'
const YEAR = 365 * 86_400_000

const HOW_TO_REPORT: NoticeText = {
  subject: 'How to reach us until the election',
  what: 'You can report by the link on this page, day and night. You need no account.',
  howSure: 'Nothing has happened.',
  actions: ['Keep this mail at hand'],
  whoToCall: 'Duty desk of the hub, day and night',
}

/** Fills an empty exchange: members, two groups, the election, the officials of all states and the clerks of three counties. */
export async function openHub(
  stage: Stage,
  operatorEmail: string,
  cast: readonly CastMember[],
): Promise<void> {
  const operator = await stage.as(operatorEmail)
  const ids = new Map<string, string>()
  for (const { key, person, name, kind, jurisdiction } of cast) {
    const body = { name, kind, ...(jurisdiction ? { jurisdiction } : {}) }
    const { id } = await operator(createMember, { body })
    ids.set(key, id)
    await operator(invitePerson, { params: { id }, body: person })
  }
  const expiresAt = new Date(stage.ctx.clock.now().getTime() + YEAR).toISOString()
  const groups = {
    [PEERS]: ['hub', 'provider', 'platform-b', 'platform-c'],
    [STATES]: ['hub', 'agency', 'state-fl'],
  }
  for (const [name, keys] of Object.entries(groups)) {
    const { id } = await operator(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what they see; each judges for itself.',
        purposes: ['election-security'],
        legalBasis: 'Voluntary sharing agreement of the drill',
        maxTlp: 'amber+strict',
        expiresAt,
      },
    })
    for (const key of keys) await operator(addToGroup, { params: { id, memberId: ids.get(key)! } })
  }
  await operator(addElection, {
    body: {
      name: 'General election of the drill',
      kind: 'general',
      date: '2020-11-24',
      places: ['US'],
      deadlines: [],
      clocks: [],
    },
  })
  await operator(importContacts, { body: { contacts: await contactsOf(stage) } })
}

async function contactsOf(stage: Stage) {
  const rows = await stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'full_name', 'languages'])
    .where((eb) => eb.or([eb('kind', '=', 'state'), eb('id', 'in', [...COUNTIES])]))
    .orderBy('id')
    .execute()
  const places = rows.map(({ id, full_name: fullName, languages }) => ({
    id,
    fullName,
    role: COUNTIES.includes(id) ? ('clerk' as const) : ('chief-official' as const),
    language: languages[0] ?? 'en',
  }))
  return drillContacts(places, unitedStates.titleOf)
}

/** The hub says how to report, some days before anything happens. */
export async function sayHowToReport(stage: Stage): Promise<void> {
  const hub = await stage.as(emailOf('hub'))
  const targets = HIT.flatMap(({ county, state }) => [
    { jurisdiction: county, role: 'clerk' as const },
    { jurisdiction: state, role: 'chief-official' as const },
  ])
  const { summary } = await hub(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: HOW_TO_REPORT },
      targets,
      answerWithin: 10_080,
      again: true,
    },
  })
  await addOwn(stage.ctx.database.db, 'hub', 'notices', summary.id)
}

/** A link of the office of a county to what the hub said, as its mail has one. */
export async function linkOf(stage: Stage, jurisdiction: string): Promise<string> {
  const { db } = stage.ctx.database
  const [notice] = (await readOwn(db, 'hub')).notices
  const { token, hash } = newLinkToken()
  await sql`insert into notice_links (token_hash, target_id, rank)
    select ${hash}, id, 0 from notice_targets where notice_id = ${notice}::uuid and jurisdiction = ${jurisdiction}`.execute(
    db,
  )
  return token
}
