import {
  AUDITED_KINDS,
  exportAudited,
  listAudited,
  MESSAGE_TYPES,
  searchRecord,
  type AuditAct,
  type AuditFilter,
  type AuditSearch,
  type Client,
} from '@tocsin/api'
import { Command, InvalidArgumentError, Option } from 'commander'
import { asSignedIn } from '../session-client.ts'
import { readLink } from '../session-file.ts'
import { writeWholeFiles } from '../whole-file.ts'

type Flags = {
  url: string
  from?: string
  until?: string
  member?: string
  person?: string
  rule?: string
  kind?: NonNullable<AuditFilter['kind']>
  messageType?: NonNullable<AuditFilter['messageType']>
  most: number
  out?: string
  json?: boolean
}

const PAGE = 200

/** `tocsin audit`: the desk of auditors by command, with its rules and limits; each search and export goes on record. */
export const auditCommand = new Command('audit')
  .description(
    'search the record of all members as an auditor, and save proofs; each search goes on record',
  )
  .requiredOption('--url <origin>', 'the running exchange')
  .option('--from <instant>', 'such as 2026-11-01 or 2026-11-01T06:00:00Z; a day begins in UTC')
  .option('--until <instant>', 'the end, which is not among them')
  .option('--member <words>', 'part of the name of a member that took part')
  .option('--person <words>', 'part of the name of a person that did it or that it was about')
  .option('--rule <id>', 'the rule that refused or admitted')
  .addOption(new Option('--kind <kind>', 'kind of act').choices(AUDITED_KINDS))
  .addOption(new Option('--message-type <type>', 'of messages').choices(MESSAGE_TYPES))
  .option('--most <number>', 'acts that are printed, newest first', toMost, PAGE)
  .option('--out <file>', 'save what was found as proofs, for `tocsin verify`; at most 200 acts')
  .option('--json', 'print one JSON object a line: the search, then each act')
  .addHelpText(
    'after',
    `
Signs in by the one-time link that the exchange mails to the auditor: from TOCSIN_LINK, or else the first line of
standard input. No API key opens the desk: a person looks, by name.`,
  )
  .action(run)

async function run({ url, most, out, json, ...asked }: Flags): Promise<void> {
  const filter = toFilter(asked)
  await asSignedIn(url, await readLink(), async (client) => {
    const search = await client(searchRecord, { body: { filter } })
    console.log(json ? JSON.stringify(search) : describe(search))
    const acts = await readActs(client, search, most)
    for (const act of acts) console.log(json ? JSON.stringify(act) : toLine(act))
    if (acts.length < search.found)
      console.error(`${search.found - acts.length} more were found and are not printed; see --most`)
    if (out === undefined) return
    const packet = await client(exportAudited, { params: { id: search.id } })
    await writeWholeFiles([{ path: out, chunks: [packet] }])
    console.error(`Saved as proofs, which goes on record: ${out}`)
  })
}

function toFilter({ from, until, ...rest }: Omit<Flags, 'url' | 'most' | 'out' | 'json'>) {
  return {
    ...(from === undefined ? {} : { from: toInstant('--from', from) }),
    ...(until === undefined ? {} : { until: toInstant('--until', until) }),
    ...rest,
  }
}

/** The newest `most` acts that were found. */
async function readActs(client: Client, { id }: AuditSearch, most: number): Promise<AuditAct[]> {
  const acts: AuditAct[] = []
  for (let after: string | undefined; acts.length < most;) {
    const limit = Math.min(PAGE, most - acts.length)
    const query = { limit, ...(after === undefined ? {} : { after }) }
    const page = await client(listAudited, { params: { id }, query })
    acts.push(...page.items)
    after = page.next
    if (after === undefined) break
  }
  return acts
}

function describe({ found, closed, upTo, logIndex }: AuditSearch): string {
  const hidden = closed > 0 ? `, ${closed} of them without a statement` : ''
  return `${found} acts found${hidden}, in a log of ${upTo} entries; the search is entry ${logIndex}.`
}

function toLine({ index, at, kind, by, rule, parties, partiesTotal }: AuditAct): string {
  const who = [by.person?.name, by.member, by.other].filter((one) => one !== undefined).join(', ')
  const more = partiesTotal > parties.length ? ` and ${partiesTotal - parties.length} more` : ''
  return [
    `${index}  ${at}  ${kind}`,
    who,
    rule === undefined ? '' : `rule ${rule}`,
    parties.length === 0 ? '' : `with ${parties.join('; ')}${more}`,
  ]
    .filter((part) => part !== '')
    .join('  ')
}

function toInstant(flag: string, given: string): string {
  const at = new Date(given)
  if (!/^\d{4}-\d{2}-\d{2}/.test(given) || Number.isNaN(at.getTime()))
    throw new Error(`${flag} takes a day or an instant, not ${given}`)
  return at.toISOString()
}

function toMost(given: string): number {
  const most = Number(given)
  if (!Number.isInteger(most) || most < 1 || most > 100_000)
    throw new InvalidArgumentError('a number of acts is 1 to 100000.')
  return most
}
