import { proposeParty, settleParty, type PartyStatement } from '@tocsin/api'
import { seedPerson } from '../../src/seed.ts'
import { mailOf, openHouse, type House } from './house.ts'

/** The mail of a campaign’s analyst and of its clerk, and of a second operator. */
export const CAMPAIGN = 'it@forward-campaign.org'
export const PRESS = 'press@forward-campaign.org'
export const DEPUTY = 'deputy@member.example'

/** A house in which a campaign has an analyst and a clerk, and the hub a second operator. */
export async function openDefendedHouse(): Promise<House> {
  const house = await openHouse()
  const { exchange } = house
  const { db } = exchange.context.database
  const campaign = await exchange.admit({
    name: 'Forward Campaign',
    kind: 'campaign',
    email: CAMPAIGN,
    roles: ['analyst'],
  })
  await seedPerson(db, campaign, { email: PRESS, roles: ['clerk'] })
  const hub = await db
    .selectFrom('members')
    .select('id')
    .where('kind', '=', 'hub')
    .executeTakeFirstOrThrow()
  await seedPerson(db, hub.id, { email: DEPUTY, roles: ['operator'] })
  return house
}

/** Lets the campaign's names be watched for, told by two contacts. */
export async function defend(
  { exchange }: House,
  change: Partial<PartyStatement> = {},
): Promise<string> {
  const statement: PartyStatement = {
    name: 'Forward Campaign',
    kind: 'campaign',
    domains: ['forward-campaign.org'],
    aliases: [],
    keywords: [],
    contacts: [
      { title: 'Head of IT', email: 'it@mail.example', language: 'es', phone: '+1 614 555 0142' },
      { title: 'Chief of staff', email: 'chief@mail.example', language: 'en' },
    ],
    tellFrom: 70,
    othersAfter: 24,
    ...change,
  }
  const isMember = statement.name === 'Forward Campaign'
  const by = await exchange.stage.as(isMember ? CAMPAIGN : mailOf('operator'))
  const { id } = await by(proposeParty, { body: { statement, isMember } })
  const deputy = await exchange.stage.as(DEPUTY)
  await deputy(settleParty, { params: { id }, body: { version: 1, stands: true } })
  return id
}
