import {
  getDisclosure,
  handInPart,
  listDisclosures,
  takeOutPart,
  type DisclosureSummary,
} from '@tocsin/api'
import { ProofError, toVerifiers, verifyReceipt } from '@tocsin/proof'
import { Command } from 'commander'
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { memberClient } from '../operator-client.ts'
import { printable } from '../stix-file.ts'
import { readTextFile } from '../text-file.ts'

const KEY = `
The key of the own member is read from the environment: TOCSIN_KEY.`

/** `tocsin disclose`: the own part of a joint disclosure, and what others published checked offline. */
export const discloseCommand = new Command('disclose')
  .description('hand in the own part of a joint disclosure; check one that is public')
  .addCommand(
    new Command('list')
      .description('joint disclosures of the own member')
      .requiredOption('--url <origin>', 'the running exchange')
      .addHelpText('after', KEY)
      .action(list),
  )
  .addCommand(
    new Command('show')
      .description('the instant, and who has handed in')
      .argument('<disclosure>', 'its id, from `list`')
      .requiredOption('--url <origin>', 'the running exchange')
      .addHelpText('after', KEY)
      .action(show),
  )
  .addCommand(
    new Command('hand-in')
      .description('hand in the own part, or replace it; it is sealed until its instant')
      .argument('<disclosure>', 'its id, from `list`')
      .argument('<file>', 'a .csv, else JSON')
      .requiredOption('--url <origin>', 'the running exchange')
      .addHelpText('after', KEY)
      .action(handIn),
  )
  .addCommand(
    new Command('take-out')
      .description('take the own part out before its instant')
      .argument('<disclosure>', 'its id, from `list`')
      .requiredOption('--url <origin>', 'the running exchange')
      .addHelpText('after', KEY)
      .action(takeOut),
  )
  .addCommand(
    new Command('check')
      .description('check files of a disclosure against its proof file, offline')
      .argument('<proof>', 'the proof file of a version')
      .argument('<file...>', 'files of that version, under their own names or the downloaded ones')
      .requiredOption('--key <key>', 'public key of the log, or a file of keys')
      .addHelpText(
        'after',
        '\nExit status: 0 all as the log has them, 1 not, or the proof is none.',
      )
      .action(check),
  )

type Place = { url: string }

async function list({ url }: Place): Promise<void> {
  const client = memberClient(url)
  let after: string | undefined
  do {
    const page = await client(listDisclosures, { query: after === undefined ? {} : { after } })
    for (const one of page.items) console.log(printable(lineOf(one)))
    after = page.next
  } while (after !== undefined)
}

function lineOf({ id, title, opensAt, standing, handedIn, opened }: DisclosureSummary): string {
  const part = opened ? 'its instant came' : handedIn ? 'handed in' : 'not yet'
  return `${id}  ${opensAt}  ${standing}, ${part}  ${title}`
}

async function show(id: string, { url }: Place): Promise<void> {
  const one = await memberClient(url)(getDisclosure, { params: { id } })
  console.log(printable(lineOf(one)))
  for (const { member, standing, handedIn, version, missing } of one.members) {
    const part = version === undefined ? partOf(handedIn) : missing ? 'missing' : 'open'
    console.log(printable(`  ${member.name}: ${standing}, ${part}`))
  }
  if (one.version !== undefined) console.log(`${url}/disclosures/${id}/${one.version}`)
}

function partOf(handedIn: boolean | undefined): string {
  if (handedIn === undefined) return 'not said'
  return handedIn ? 'handed in' : 'not yet'
}

async function handIn(id: string, file: string, { url }: Place): Promise<void> {
  const type = /\.csv$/i.test(file) ? 'text/csv' : 'application/json'
  const body = new Blob([await readFile(file)], { type })
  const part = await memberClient(url)(handInPart, { params: { id }, body })
  console.log(
    `Part #${part.seq} is sealed: ${part.records} records, commitment ${part.digest}, entry ${part.logIndex} of the log.`,
  )
}

async function takeOut(id: string, { url }: Place): Promise<void> {
  await memberClient(url)(takeOutPart, { params: { id } })
  console.log('Taken out. Unless another is handed in, the own member is shown as missing.')
}

async function check(proof: string, files: string[], { key }: { key: string }): Promise<void> {
  try {
    const named = await readNamed(proof, key)
    let wrong = 0
    for (const file of files) {
      const fault = await faultOf(file, named)
      if (fault !== undefined) wrong++
      console.log(printable(`${file}: ${fault ?? 'as the log has it'}`))
    }
    if (wrong > 0) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof ProofError)) throw error
    console.error(printable(`${proof}: ${error.message}`))
    process.exitCode = 1
  }
}

/** The hashes that the statement of a version names, by file. Throws ProofError. */
async function readNamed(proof: string, key: string): Promise<Record<string, unknown>> {
  const keys = toVerifiers(existsSync(key) ? await readTextFile(key) : key)
  const { disclosure } = await verifyReceipt(await readFile(proof), keys)
  const isVersion =
    disclosure.state === 'open' &&
    ['disclosure.opened', 'disclosure.corrected'].includes(disclosure.kind)
  const said: unknown = isVersion ? JSON.parse(disclosure.payload) : undefined
  const { files } = (said ?? {}) as { files?: Record<string, unknown> }
  if (files === undefined)
    throw new ProofError('malformed-receipt', 'this proves no version of a joint disclosure')
  return files
}

async function faultOf(file: string, named: Record<string, unknown>): Promise<string | undefined> {
  const name = basename(file).replace(/^[0-9a-f-]{36}-\d+-/, '')
  if (!Object.hasOwn(named, name)) return 'this version has no file of this name'
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex') === named[name] ? undefined : 'differs from what the log has'
}
