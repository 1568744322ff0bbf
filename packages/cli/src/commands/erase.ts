import {
  approveErasure,
  askErasure,
  declineErasure,
  liftHold,
  listErasures,
  listHolds,
  placeHold,
  type Erasure,
} from '@tocsin/api'
import { Command } from 'commander'
import { operatorClient } from '../operator-client.ts'

type Flags = { url: string; reason: string }

const SUBJECT = 'as the record names it: notice:ID, release:ID, person:ID'

/** `tocsin erase`: what the record holds is erased when one operator asks and another approves. */
export const eraseCommand = new Command('erase')
  .description('erase what the record holds about a subject; one operator asks, another approves')
  .addCommand(withUrl('list', 'wishes to erase, legal holds and retention').action(list))
  .addCommand(
    withReason('ask', 'ask for it; nothing is erased yet')
      .argument('<subject>', SUBJECT)
      .action(async (subject: string, { url, reason }: Flags) =>
        say(await operatorClient(url)(askErasure, { body: { subject, reason } })),
      ),
  )
  .addCommand(
    withUrl('approve', 'erase it, at the word of another person than asked; it cannot be undone')
      .argument('<id>', 'of the wish')
      .action(async (id: string, { url }: Flags) =>
        say(await operatorClient(url)(approveErasure, { params: { id } })),
      ),
  )
  .addCommand(
    withUrl('decline', 'erase nothing')
      .argument('<id>', 'of the wish')
      .action(async (id: string, { url }: Flags) =>
        say(await operatorClient(url)(declineErasure, { params: { id } })),
      ),
  )
  .addCommand(
    withReason('hold', 'place a legal hold, which stops all erasing about a subject')
      .argument('<subject>', `${SUBJECT}; or * for everything`)
      .action(async (subject: string, { url, reason }: Flags) => {
        await operatorClient(url)(placeHold, { body: { subject, reason } })
        console.log(`A legal hold stands on ${subject}.`)
      }),
  )
  .addCommand(
    withReason('lift', 'lift a legal hold')
      .argument('<subject>', `${SUBJECT}; or *`)
      .action(async (subject: string, { url, reason }: Flags) => {
        await operatorClient(url)(liftHold, { body: { subject, reason } })
        console.log(`The legal hold on ${subject} is lifted.`)
      }),
  )
  .addHelpText(
    'after',
    `
The key of an operator, a person's own, is read from the environment: TOCSIN_KEY.
The entries stay in the log, as places of which nobody can tell what stood there.`,
  )

function withUrl(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .requiredOption('--url <origin>', 'the running exchange')
}

function withReason(name: string, description: string): Command {
  return withUrl(name, description).requiredOption('--reason <text>', 'why; goes on record')
}

async function list({ url }: Flags): Promise<void> {
  const client = operatorClient(url)
  let after: string | undefined
  do {
    const page = await client(listErasures, { query: { limit: 200, ...(after && { after }) } })
    for (const wish of page.items) say(wish)
    after = page.next
  } while (after)
  const { items, retention } = await client(listHolds)
  for (const hold of items)
    console.log(`hold on ${hold.subject} since ${hold.placedAt}: ${hold.reason}`)
  for (const [kind, days] of Object.entries(retention)) console.log(`${kind} is kept ${days} days`)
}

function say({ id, subject, reason, decision, entries }: Erasure): void {
  const state =
    decision === 'approved'
      ? `approved; ${entries} entries are empty now`
      : (decision ?? 'waits for another operator')
  console.log(`${id}  ${subject}  ${state}: ${reason}`)
}
