import type { Role } from '@tocsin/api'
import type { TestDatabase } from './databases.ts'
import { startTestExchange, type TestExchange, type TestExchangeOptions } from './exchange.ts'
import { startMailServer, type MailServer } from './mail-server.ts'
import { seedContacts, type SeededContact } from './seed.ts'

/** Who signs in at an exchange that apprises offices. */
export const HUB = 'hub@hub.example'
export const AGENCY = 'analyst@agency.example'
export const PLATFORM = 'analyst@platform.example'

/** An exchange that apprises offices, with the mail server that takes its mails. */
export type Apprising = { node: TestExchange; mail: MailServer; close: () => Promise<void> }

/**
 * Boots an exchange with the places of the United States, a hub with an operator, an agency and a platform with an analyst
 * each, and the offices and contacts of the test. `login` is what it signs in to the mail server with. `close` leaves nothing
 * behind.
 */
export async function startApprising(
  database: TestDatabase,
  {
    offices = [],
    contacts = [],
    login,
    inbound,
    settings,
  }: {
    offices?: readonly { name: string; email: string; jurisdiction: string; roles?: Role[] }[]
    contacts?: readonly SeededContact[]
    login?: string
    inbound?: TestExchangeOptions['inbound']
    settings?: TestExchangeOptions['settings']
  },
): Promise<Apprising> {
  const mail = await startMailServer()
  const smtpUrl = login ? mail.url.replace('smtp://', `smtp://${login}@`) : mail.url
  const node = await startTestExchange({
    database,
    smtpUrl,
    pack: 'us',
    ...(inbound ? { inbound } : {}),
    ...(settings ? { settings } : {}),
  })
  await node.admit({ name: 'Hub', kind: 'hub', email: HUB, roles: ['operator'] })
  await node.admit({ name: 'Agency', kind: 'agency', email: AGENCY, roles: ['analyst'] })
  await node.admit({ name: 'Platform', kind: 'platform', email: PLATFORM, roles: ['analyst'] })
  for (const office of offices) await node.admit({ kind: 'office', roles: ['clerk'], ...office })
  if (contacts.length > 0) await seedContacts(database.db, contacts)
  return {
    node,
    mail,
    close: async () => {
      await node.close()
      await database.close()
      await mail.stop()
    },
  }
}
