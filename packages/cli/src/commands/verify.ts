import {
  auditLog,
  isAnswerProof,
  isNamedStatement,
  isPacket,
  ProofError,
  toVerifiers,
  verifyAnswerProof,
  verifyNamedStatement,
  verifyPacket,
  verifyReceipt,
  type Verifier,
  type VerifiedReceipt,
} from '@tocsin/proof'
import { isOpening, verifyOpening } from '@tocsin/proof/sealing'
import { decodeText } from '@tocsin/stix/plain'
import { Command, Option } from 'commander'
import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { parseEntry } from '../log-entry.ts'
import { openLogReader } from '../log-reader.ts'
import { orderOfTimes } from '../order-of-times.ts'
import { describeTie, verifyTearLine } from '../tear-line.ts'
import {
  describeAnswer,
  describeAudit,
  describeNamed,
  describePacket,
  describeReceipt,
} from '../verdict.ts'

type VerifyFlags = {
  key?: string[]
  payload?: string
  witnesses?: string
  origin?: string
  log?: string
  since?: string
  tearLine?: string
  strict?: boolean
  json?: boolean
}

/** `tocsin verify`: checks a receipt, or a whole log, offline with nothing but public keys. */
export const verifyCommand = new Command('verify')
  .description('check a receipt or a whole log with nothing but its public key; needs no network')
  .argument(
    '[receipt]',
    'a .tlog-proof file, a packet of many, an .answer-proof, an .opening or a .tocsin-named file',
  )
  .option('--key <key>', 'public key of the log or of a witness, or a file of keys', collect)
  .option('--payload <file>', 'compare the statement that the receipt binds with this file')
  .option('--witnesses <n>', 'how many different witnesses must have signed', '0')
  .option('--origin <name>', 'the log that it must be, where its key has another name')
  .option('--log <place>', 'check a whole log: a folder, or the address of its files')
  .option('--since <file>', 'with --log: an older checkpoint that the log must still contain')
  .option(
    '--strict',
    'refuse lines that nobody checks, such as signatures by keys that were not given',
  )
  .addOption(new Option('--lenient', 'what every check without --strict is now').hideHelp())
  .option(
    '--tear-line <bundle>',
    'check that this lower version was tied to the source that the file given opens; needs no key',
  )
  .option('--json', 'print the verdict as JSON')
  .action((receipt: string | undefined, flags: VerifyFlags) => run(receipt, flags))

async function run(receipt: string | undefined, flags: VerifyFlags): Promise<void> {
  try {
    if ((receipt === undefined) === (flags.log === undefined)) {
      throw new UsageError('give either a receipt or --log')
    }
    if (receipt !== undefined && flags.tearLine !== undefined) {
      const tie = verifyTearLine(await read(receipt), await read(flags.tearLine))
      console.log(
        flags.json ? JSON.stringify({ valid: true, ...tie }, null, 2) : describeTie(receipt, tie),
      )
      return
    }
    const keys = await readKeys(flags.key ?? [])
    const verdict = receipt ? await checkReceipt(receipt, keys, flags) : await checkLog(keys, flags)
    console.log(flags.json ? JSON.stringify(verdict.data, null, 2) : verdict.text)
  } catch (error) {
    process.exitCode = report(error, flags.json ?? false)
  }
}

async function checkReceipt(file: string, keys: Verifier[], flags: VerifyFlags) {
  const bytes = await read(file)
  const policy = {
    origin: flags.origin,
    witnesses: toCount(flags.witnesses ?? '0'),
    strict: flags.strict ?? false,
  }
  if (isPacket(bytes)) {
    if (flags.payload) throw new UsageError('--payload is compared with one receipt, not a packet')
    const packet = await verifyPacket(bytes, keys, policy)
    return { text: describePacket(file, packet), data: packetData(packet) }
  }
  if (isOpening(bytes)) {
    if (flags.payload) throw new UsageError('--payload is compared with a receipt, not a decision')
    const { about, text, batch } = await verifyOpening(bytes, keys, policy)
    const data = { valid: true, about, decision: text, batch: receiptData(batch) }
    return { text: describeAnswer(file, `${about}: ${text}`, batch), data }
  }
  if (isNamedStatement(bytes)) {
    if (flags.payload)
      throw new UsageError('--payload is compared with a receipt, not a statement to a person')
    const { identifier, payload, receipt } = await verifyNamedStatement(bytes, keys, policy)
    const data = { valid: true, identifier, payload, receipt: receiptData(receipt) }
    return { text: describeNamed(file, identifier, receipt), data }
  }
  if (isAnswerProof(bytes)) {
    if (flags.payload) throw new UsageError('--payload is compared with a receipt, not an answer')
    const { payload, batch } = await verifyAnswerProof(bytes, keys, policy)
    const data = { valid: true, payload, batch: receiptData(batch) }
    return { text: describeAnswer(file, payload, batch), data }
  }
  const verified = await verifyReceipt(bytes, keys, {
    ...policy,
    ...(flags.payload && { payload: await read(flags.payload) }),
  })
  const compared = flags.payload !== undefined
  return { text: describeReceipt(file, verified, compared), data: receiptData(verified) }
}

async function checkLog(keys: Verifier[], flags: VerifyFlags) {
  const kinds = new Map<string, number>()
  const times = orderOfTimes()
  const { checkpoint, since } = await auditLog(openLogReader(flags.log!), keys, {
    origin: flags.origin,
    sha256: (data) => hash('sha256', data, 'buffer'),
    since: flags.since === undefined ? undefined : await read(flags.since),
    onEntry: (index, entry) => {
      const { kind, time } = parseEntry(index, entry)
      times.take(index, time)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    },
  })
  const { origin, size, root } = checkpoint
  const counts = Object.fromEntries([...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
  return {
    text: describeAudit(checkpoint, since, counts, times.seen),
    data: {
      valid: true,
      origin,
      size,
      root: Buffer.from(root).toString('base64'),
      since: since?.size,
      ignored: checkpoint.ignored.length,
      repeated: checkpoint.repeated,
      times: times.seen,
      kinds: counts,
    },
  }
}

function packetData({ about, receipts }: Awaited<ReturnType<typeof verifyPacket>>) {
  return { valid: true, about, receipts: receipts.map(receiptData) }
}

function receiptData({ disclosure, root, ...rest }: VerifiedReceipt) {
  const { state, kind, time } = disclosure
  const payload = disclosure.state === 'open' ? disclosure.payload : undefined
  return {
    valid: true,
    state,
    kind,
    time,
    payload,
    ...rest,
    root: Buffer.from(root).toString('base64'),
  }
}

async function readKeys(given: string[]): Promise<Verifier[]> {
  if (given.length === 0) throw new UsageError('give the public key of the log with --key')
  const texts: string[] = []
  for (const key of given) texts.push(existsSync(key) ? decode(key, await read(key)) : key)
  return toVerifiers(texts.join('\n'))
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return decodeText(bytes)
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${(cause as Error).message}`)
  }
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new UsageError(`cannot read ${file}: ${(cause as Error).message}`)
  }
}

function toCount(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new UsageError(`--witnesses takes a number, not ${text}`)
  return Number(text)
}

class UsageError extends Error {}

/** Prints why it failed and tells the exit status: 1 for a proof that does not hold, 2 for a call that is wrong. */
function report(error: unknown, json: boolean): number {
  if (error instanceof UsageError) {
    console.error(`tocsin verify: ${error.message}`)
    return 2
  }
  if (!(error instanceof ProofError)) throw error
  if (json) {
    console.log(JSON.stringify({ valid: false, code: error.code, message: error.message }, null, 2))
  } else {
    console.error(`NOT PROVEN (${error.code}): ${error.message}`)
  }
  return 1
}

function collect(value: string, earlier: string[] = []): string[] {
  return [...earlier, value]
}
