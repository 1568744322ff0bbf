import { createTaxiiClient, poll, type PollCursor, TaxiiError } from '@tocsin/taxii'
import { Command, InvalidArgumentError } from 'commander'
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type CredentialFlags, CREDENTIALS_HELP, readCredentials } from '../taxii-credentials.ts'
import { readTextFileSync } from '../text-file.ts'
import { PRIVATE } from '../whole-file.ts'

type PollFlags = {
  cursor?: string
  type?: string
  version?: string
  limit?: number
  every?: number
  allowHttp?: boolean
} & CredentialFlags

/** `tocsin taxii poll ROOT COLLECTION`: objects as JSON lines on standard output, what was odd on standard error. */
export const taxiiPollCommand = new Command('poll')
  .description('read a collection as JSON lines, going on where the last run ended')
  .argument('<root>', 'the API root')
  .argument('<collection>', 'id of the collection')
  .option('--user <name>', 'sign in with HTTP Basic')
  .option('--cursor <file>', 'where to keep how far it has read')
  .option('--type <types>', 'only these STIX types, joined by commas')
  .option('--version <versions>', 'last (default), first, all or timestamps')
  .option('--limit <n>', 'objects a page', count)
  .option('--every <seconds>', 'go on polling at this interval', positive)
  .option('--allow-http', 'permit plain HTTP to another machine')
  .addHelpText(
    'after',
    `${CREDENTIALS_HELP}\n\nExit status: 0 all is read, 1 stopped before: by the server, the cursor file or a signal.`,
  )
  .action((root: string, collection: string, flags: PollFlags) => run(root, collection, flags))

async function run(root: string, collection: string, flags: PollFlags): Promise<void> {
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort())
  const credentials = readCredentials(flags)
  try {
    const client = createTaxiiClient({
      url: root,
      ...(credentials && { credentials }),
      allowHttp: flags.allowHttp ?? false,
      signal: abort.signal,
      onDeviation: ({ url, message }) => console.error(`${url}: ${message}`),
    })
    const pages = poll(client, {
      root,
      collection,
      cursor: readCursor(flags.cursor),
      filters: {
        ...(flags.type !== undefined && { type: flags.type }),
        ...(flags.version !== undefined && { version: flags.version }),
      },
      ...(flags.limit !== undefined && { limit: flags.limit }),
      ...(flags.every !== undefined && { everyMs: flags.every * 1000 }),
      signal: abort.signal,
    })
    for await (const { objects, cursor } of pages) {
      if (!(await print(objects.map(toLine).join('')))) return
      keepCursor(flags.cursor, cursor)
    }
  } catch (error) {
    if (abort.signal.aborted) {
      // Following has no end of its own; a single run that is cut off has not read all.
      if (flags.every !== undefined) return
      console.error('stopped before all was read; the next run goes on from the cursor')
      process.exitCode = 1
      return
    }
    if (!(error instanceof TaxiiError) && !(error instanceof SyntaxError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** Whether the text was taken: false where whoever read the output has gone, and then the cursor must not move. */
function print(text: string): Promise<boolean> {
  return new Promise((done, fail) => {
    const settle = (error?: Error | null): void => {
      if (!error) done(true)
      else if ('code' in error && error.code === 'EPIPE') done(false)
      else fail(error)
    }
    process.stdout.once('error', settle)
    process.stdout.write(text, (error) => {
      // The stream's own event comes after this and still needs its listener.
      if (!error) process.stdout.off('error', settle)
      settle(error)
    })
  })
}

/** An object's text on one line: line breaks between JSON tokens carry no meaning. */
function toLine(text: string): string {
  return `${text.replaceAll(/[\r\n]+\s*/g, ' ')}\n`
}

function readCursor(file: string | undefined): PollCursor {
  if (file === undefined || !existsSync(file)) return {}
  const refusal = `${file} is no cursor that this command wrote; delete it to read from the start`
  try {
    const cursor: unknown = JSON.parse(readTextFileSync(file))
    if (isCursor(cursor)) return cursor
  } catch (cause) {
    throw new SyntaxError(refusal, { cause })
  }
  throw new SyntaxError(refusal)
}

const CURSOR_FIELDS: ReadonlySet<string> = new Set<keyof PollCursor>([
  'addedAfter',
  'next',
  'reached',
])

function isCursor(value: unknown): value is PollCursor {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.entries(value).every(
    ([name, text]) => CURSOR_FIELDS.has(name) && typeof text === 'string',
  )
}

/** Written beside and renamed, so that a crash leaves the old cursor or the new one. */
function keepCursor(file: string | undefined, cursor: PollCursor): void {
  if (file === undefined) return
  rmSync(`${file}.new`, { force: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(cursor)}\n`, { flag: 'wx', mode: PRIVATE })
  renameSync(`${file}.new`, file)
}

function positive(text: string): number {
  const value = Number(text)
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('a number greater than zero is needed')
}

function count(text: string): number {
  const value = positive(text)
  if (Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('a whole number is needed')
}
