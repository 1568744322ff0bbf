import { getPacket } from '@tocsin/api'
import { formatPacket } from '@tocsin/proof'
import { Command } from 'commander'
import { memberClient } from '../operator-client.ts'
import { writeWholeFiles } from '../whole-file.ts'

const ABOUT = /^(notice|release):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `tocsin packet`: all that is on record about a notice or a release, in one file that `tocsin verify` checks offline. */
export const packetCommand = new Command('packet')
  .description(
    'write all that is on record about a notice or a release into one file, which `tocsin verify` checks offline',
  )
  .argument('<about>', 'notice:ID or release:ID')
  .requiredOption('--url <origin>', 'the running exchange')
  .requiredOption('--out <file>', 'where to write the packet')
  .action(write)
  .addHelpText(
    'after',
    `
The key of a member that took part is read from the environment: TOCSIN_KEY. The packet holds what that member may have
receipts of: texts, parties and decisions as they were recorded, each with its proof.`,
  )

async function write(about: string, { url, out }: { url: string; out: string }): Promise<void> {
  if (!ABOUT.test(about)) throw new Error(`name a notice:ID or a release:ID, not ${about}`)
  const client = memberClient(url)
  const receipts: string[] = []
  let after: string | undefined
  do {
    const query = { limit: 100, ...(after === undefined ? {} : { after }) }
    const page = await client(getPacket, { params: { about }, query })
    receipts.push(...page.items)
    after = page.next
  } while (after !== undefined)
  await writeWholeFiles([{ path: out, chunks: [formatPacket({ about, receipts })] }])
  console.log(`${out} holds ${receipts.length} entries of the record about ${about}.`)
}
