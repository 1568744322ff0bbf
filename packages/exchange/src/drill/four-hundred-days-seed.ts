import { drillContacts, type CastMember } from './cast.ts'
import * as hub from './hub-seed.ts'
import type { Stage } from './stage.ts'
import { unitedStates } from './us.ts'

export const BULLETINS = 'Federal bulletins'
/** States of which the agency says so, the first 21 of the list of all by number; made up. */
const HIT_COUNT = 21
/** Not among them by what is known in October, and hit after all: the next one, Michigan. */
export const SPARED = '26'

type State = { id: string; name: string }

/** All states, by number. */
export async function statesOf(stage: Pick<Stage, 'ctx'>): Promise<State[]> {
  return stage.ctx.database.db
    .selectFrom('jurisdictions')
    .select(['id', 'name'])
    .where('kind', '=', 'state')
    .orderBy('id')
    .execute()
}

/** Those that the agency names in October. */
export function hitOf<Of extends { id: string }>(states: readonly Of[]): Of[] {
  return states.slice(0, HIT_COUNT)
}

/** Fills an empty exchange: the hub and the agency, a group of both, and of each state its chief official, an alternate and its IT staff. */
export async function openStates(
  stage: Stage,
  operatorEmail: string,
  cast: readonly CastMember[],
): Promise<void> {
  const states = await statesOf(stage)
  const places = (role: 'chief-official' | 'it') =>
    states.map(({ id, name }) => ({ id, fullName: name, role, language: 'en' }))
  await hub.openHub(stage, operatorEmail, {
    cast,
    groups: { [BULLETINS]: ['hub', 'agency'] },
    electionDay: '2016-11-22',
    contacts: [
      ...drillContacts(places('chief-official'), unitedStates.titleOf),
      ...drillContacts(places('it'), (_, place, isDeputy) =>
        isDeputy ? `Second of IT, ${place}` : `IT staff, ${place}`,
      ),
    ],
  })
}

/** States whose IT staff goes through its logs, in the order in which they report. */
export const LOGS = ['04', '12', '19', '01', '08', '13'] as const

export async function sayHowToReport(stage: Stage): Promise<void> {
  const targets = LOGS.map((jurisdiction) => ({ jurisdiction, role: 'it' as const }))
  await hub.sayHowToReport(stage, targets)
}
