/** What the commands of a case share: their session, how they print, and lists read to their end. */
import type { Client } from '@tocsin/api'
import { Command, InvalidArgumentError } from 'commander'
import { withSession } from '../session-file.ts'
import { printable } from '../stix-file.ts'
import { withheldLine } from './words.ts'

export type Flags = { session?: string; json?: boolean }
export type ListFlags = Flags & { most: number }

const PAGE = 200
const MOST = 1000

/** A command of the session of a person. */
export function caseCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--session <file>', 'the file of `tocsin case sign-in`; else TOCSIN_SESSION')
    .option('--json', 'print what the exchange says, a JSON object a line')
}

export function listCommand(name: string, description: string): Command {
  return caseCommand(name, description).option(
    '--most <number>',
    'so many are printed, the latest first',
    toMost,
    MOST,
  )
}

function toMost(given: string): number {
  const most = Number(given)
  if (!Number.isInteger(most) || most < 1 || most > 1_000_000)
    throw new InvalidArgumentError('a number of lines is 1 to 1000000.')
  return most
}

/** Does one act and prints what came of it. */
export async function actAndSay<T>(
  { session, json }: Flags,
  act: (client: Client) => Promise<T>,
  toLines: (done: T) => string | readonly string[],
): Promise<void> {
  const done = await withSession(session, act)
  say(json ? JSON.stringify(done) : toLines(done))
}

type Page<T> = { items: T[]; next?: string; withheld?: number }
type Query = { limit: number; after?: string }

/** Prints a list page by page; what is left out by `--most`, or is not for the reader, is said. */
export async function sayList<T>(
  { session, json, most }: ListFlags,
  read: (client: Client, query: Query) => Promise<Page<T>>,
  { toLine, what }: { toLine: (one: T) => string; what: string },
): Promise<void> {
  await withSession(session, async (client) => {
    let printed = 0
    let withheld = 0
    let after: string | undefined
    do {
      const limit = Math.min(PAGE, most - printed)
      const page = await read(client, { limit, ...(after === undefined ? {} : { after }) })
      for (const one of page.items) say(json ? JSON.stringify(one) : toLine(one))
      printed += page.items.length
      withheld = page.withheld ?? 0
      after = page.next
    } while (after !== undefined && printed < most)
    if (withheld > 0) say(json ? JSON.stringify({ withheld }) : withheldLine(withheld, what))
    if (after !== undefined)
      console.error(`more are there than ${most} and are not printed; see --most`)
  })
}

function say(lines: string | readonly string[]): void {
  for (const line of typeof lines === 'string' ? lines.split('\n') : lines)
    console.log(printable(line))
}

/** An instant as it is asked for, such as 2026-11-03T20:00:00Z. */
export function toInstant(given: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(given) || Number.isNaN(Date.parse(given)))
    throw new InvalidArgumentError('an instant with its zone, such as 2026-11-03T20:00:00Z.')
  return new Date(given).toISOString()
}

export function collect(one: string, before: readonly string[] = []): string[] {
  return [...before, one]
}
