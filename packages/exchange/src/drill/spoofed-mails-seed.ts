import { drillContacts, type CastMember } from './cast.ts'
import * as hub from './hub-seed.ts'
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

/** Fills an empty exchange: members, two groups, the election, the officials of all states and the clerks of three counties. */
export async function openHub(
  stage: Stage,
  operatorEmail: string,
  cast: readonly CastMember[],
): Promise<void> {
  await hub.openHub(stage, operatorEmail, {
    cast,
    groups: {
      [PEERS]: ['hub', 'provider', 'platform-b', 'platform-c'],
      [STATES]: ['hub', 'agency', 'state-fl'],
    },
    electionDay: '2020-11-24',
    contacts: await contactsOf(stage),
  })
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
  await hub.sayHowToReport(
    stage,
    HIT.flatMap(({ county, state }) => [
      { jurisdiction: county, role: 'clerk' as const },
      { jurisdiction: state, role: 'chief-official' as const },
    ]),
  )
}
