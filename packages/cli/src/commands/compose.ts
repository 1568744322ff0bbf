import { composedKey, type ComposedItem, type ComposedReading, countOf } from '@tocsin/api'
import { DetectError } from '@tocsin/detect'
import { MOST_PIXELS } from '@tocsin/detect/media'
import {
  ABSENT_LISTS,
  compositionToStix,
  defang,
  findWarnings,
  MAX_INPUT,
  MEDIA_HEAD,
  mediaTypeOf,
  readInput,
} from '@tocsin/exchange/composing'
import { createBundle, type StixObject } from '@tocsin/stix'
import { Command, InvalidArgumentError } from 'commander'
import { open, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gatherParts, partFiles, partPaths } from '../compose-parts.ts'
import { verifyOutputs } from '../output-paths.ts'
import { printable } from '../stix-file.ts'
import { readIdentity } from '../stix-identity.ts'
import { writeWholeFiles } from '../whole-file.ts'

type Flags = {
  readonly platform?: string
  readonly names?: boolean
  readonly fileNames?: boolean
  readonly bringsList?: boolean
  readonly title: string
  readonly author?: string
  readonly lookFor?: boolean
  readonly out?: string
}

/** Bytes of the largest picture or video, as `tocsin media` reads them. */
const MOST_MEDIA = 200_000_000
/** Rows of each sort that are told one by one. */
const MOST_ROWS = 50

/**
 * `tocsin compose FILE…`: what the files hold as one STIX bundle, what their headings set off as attribution and advice as bundles
 * of their own, and every row that is in none. Status 0, or 2 where a row was not read.
 */
export const composeCommand = new Command('compose')
  .description(
    'read lists, tables, mails, STIX and the hashes of pictures and videos into one STIX bundle; nothing leaves this machine',
  )
  .argument('<file...>', 'text, CSV, TSV, STIX, .eml, a picture or a video; - for standard input')
  .option(
    '--platform <name>',
    'platform of accounts that do not say theirs, such as twitter',
    readPlatform,
  )
  .option('--names', 'words that stand alone are names of accounts')
  .option('--file-names', 'keep the names of pictures and videos beside their hashes')
  .option('--brings-list', 'a mail only brings what it lists: its sender and headers stay out')
  .option('--title <words>', 'title of the grouping', 'Composed')
  .option('--author <file>', 'JSON file with the STIX identity of who shares it')
  .option('--look-for', 'also make indicators of domains, addresses, links and hashes')
  .option(
    '-o, --out <file>',
    'write the bundle there, and beside it FILE.attribution.json and FILE.advice.json where headings set them off; without it nothing is written',
  )
  .addHelpText('after', '\nExit status: 0 every row was read, 1 nothing was, 2 some rows were not.')
  .action(compose)

async function compose(files: string[], flags: Flags): Promise<void> {
  const beside = flags.out === undefined ? undefined : partPaths(flags.out)
  await verifyOutputs(
    {
      '--out': flags.out,
      'the attribution beside --out': beside?.attribution,
      'the advice beside --out': beside?.advice,
    },
    files,
  )
  const author = flags.author === undefined ? undefined : await readIdentity(flags.author)
  const items = new Map<string, ComposedItem>()
  const readings: { file: string; reading: ComposedReading }[] = []
  for (const file of files) {
    const reading = await read(file, flags)
    tellReading(file, reading)
    readings.push({ file, reading })
    for (const item of reading.items) keep(items, item, file)
  }
  tellWarnings([...items.values()])
  if (readings.some(({ reading }) => reading.unread.length > 0)) process.exitCode = 2
  if (flags.out !== undefined) await write(flags.out, flags, readings, [...items.values()], author)
}

/** Writes the facts, and what their headings set off beside them. */
async function write(
  out: string,
  flags: Flags,
  readings: readonly { file: string; reading: ComposedReading }[],
  items: ComposedItem[],
  author: StixObject | undefined,
): Promise<void> {
  const about = { hasAuthor: author !== undefined, hasThings: items.length > 0 }
  const proposed = gatherParts(readings, about, (line) => console.error(printable(line)))
  const words = [...readings.map(({ reading }) => reading.words), ...proposed.asFacts]
    .filter((one) => one !== '')
    .join('\n\n')
  const { title } = flags
  const at = new Date()
  const composition = { title, words, items, lookFor: flags.lookFor === true }
  // Advice by itself is no fact and needs none.
  const isAdviceAlone = items.length === 0 && words === '' && proposed.advice !== ''
  const { objects, dropped } = isAdviceAlone
    ? { objects: [], dropped: [] }
    : compositionToStix(composition, author, at)
  const facts = objects as StixObject[]
  const bundle = `${JSON.stringify(createBundle(facts), null, 2)}\n`
  const written = [
    ...(isAdviceAlone ? [] : [{ path: out, text: bundle, count: facts.length }]),
    ...partFiles(out, title, proposed, facts, author, at),
  ]
  await writeWholeFiles(written.map(({ path, text }) => ({ path, chunks: [text] })))
  for (const line of dropped) console.error(`left out: ${line}`)
  for (const { path, count } of written) console.error(printable(`${path}: ${count} objects`))
}

async function read(file: string, flags: Flags): Promise<ComposedReading> {
  const { platform, names, fileNames, bringsList } = flags
  try {
    const name = file === '-' ? undefined : basename(file)
    const most = { mostMediaBytes: MOST_MEDIA, mostPixels: MOST_PIXELS }
    return await readInput(await readBytes(file), {
      name,
      platform,
      names,
      fileNames,
      bringsList,
      ...most,
    })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    throw new DetectError('MALFORMED', cause.message, { file }, { cause })
  }
}

async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') return buffer(process.stdin)
  const { size } = await stat(file)
  // What is far too large is not read to be told so.
  const most = size <= MAX_INPUT ? MAX_INPUT : await mostOf(file)
  if (size <= most) return readFile(file)
  throw new DetectError('MALFORMED', `${size} bytes; at most ${most} are read at a time`, { file })
}

/** Bytes that are read of a file of its kind, told by how it begins. */
async function mostOf(file: string): Promise<number> {
  const handle = await open(file)
  try {
    const { buffer: head, bytesRead } = await handle.read(Buffer.alloc(MEDIA_HEAD))
    return mediaTypeOf(head.subarray(0, bytesRead)) ? MOST_MEDIA : MAX_INPUT
  } finally {
    await handle.close()
  }
}

function keep(items: Map<string, ComposedItem>, item: ComposedItem, file: string): void {
  const key = composedKey(item)
  const there = items.get(key)
  // A hash that stood alone is known better by the file it is of.
  if (there && item.media && !there.media) items.set(key, item)
  if (there)
    console.error(printable(`${file}: row ${item.row}: stands in a file before it: ${item.value}`))
  else items.set(key, item)
}

function tellReading(file: string, reading: ComposedReading): void {
  const { format, rows, items, unread, duplicates, said, columns = [], remarks, parts } = reading
  for (const item of items) console.log(toLine(item))
  const say = (line: string) => console.error(printable(`${file}: ${line}`))
  tellRows(
    say,
    unread.map(({ row, text, reason }) => `row ${row} not read: ${text}: ${reason}`),
  )
  tellRows(
    say,
    duplicates.map(({ row, of }) => `row ${row} says again what row ${of} says`),
  )
  const left = columns.filter((column) => column.as === undefined).map(({ name }) => name)
  if (left.length > 0) say(`columns not read: ${left.join(', ')}`)
  for (const remark of remarks) say(remark)
  const missing = items.filter(({ kind, platform }) => kind === 'account' && !platform).length
  if (missing > 0) say(`${countOf(missing, 'account')} without a platform: name it with --platform`)
  say(
    `${format} of ${countOf(rows, 'row')}: ${countOf(items.length, 'thing')}, ${countOf(said.length, 'row')} as words,${parts ? ` ${parts.rows.length} as headings, attribution or advice,` : ''} ${countOf(unread.length, 'row')} not read, ${duplicates.length} said before`,
  )
}

function tellRows(say: (line: string) => void, lines: readonly string[]): void {
  for (const line of lines.slice(0, MOST_ROWS)) say(line)
  if (lines.length > MOST_ROWS) say(`and ${lines.length - MOST_ROWS} more such rows`)
}

/** Made harmless, so that no terminal makes a link of it. */
function toLine({ kind, platform, value, remark }: ComposedItem): string {
  const shown = kind === 'account' || kind === 'object' || kind === 'hash' ? value : defang(value)
  return [kind, platform ?? '', shown, remark ?? ''].map(printable).join('\t')
}

function tellWarnings(items: readonly ComposedItem[]): void {
  for (const { what, values } of findWarnings(items, new Map()))
    console.error(
      printable(
        `warning: ${values.length} of ${what}: ${values.slice(0, 5).map(defang).join(', ')}${values.length > 5 ? ', …' : ''}`,
      ),
    )
  for (const list of [
    ...ABSENT_LISTS,
    'mail domains of your own and of offices: they are known to an exchange only',
  ])
    console.error(`not held against ${list}`)
}

function readPlatform(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text
  throw new InvalidArgumentError(
    'small letters, digits and hyphens, such as twitter or truth-social',
  )
}
