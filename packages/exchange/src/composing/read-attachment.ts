/** What is attached to a mail: a list is read as if it had come alone, whom the mail went to masked; of all else there are hashes. */
import type { ComposedReading } from '@tocsin/api'
import { toShown } from '@tocsin/detect/match'
import { hash } from 'node:crypto'
import type { Email } from 'postal-mime'
import { ExchangeError } from '../errors.ts'
import { pause } from '../policy/pause.ts'
import { beginningOf } from '../texts/beginning.ts'
import type { Mask } from './addressees.ts'
import { mediaTypeOf } from './media-type.ts'
import { HASHES_ALONE, type MediaOptions, openMedia } from './read-media.ts'
import { decodeWritten, endingOf, readWritten, refuseBinary } from './read-written.ts'
import { adoptRows, MAX_ROWS, type Rows, tooManyRows, type ValueOptions } from './reading.ts'

/** Characters of a remark (`ComposedItem` of the API). */
const MAX_REMARK = 400
/** Bytes of the lists of a mail together, in which every addressee is looked for. */
const MAX_LISTS = 1 << 20

const LISTS = new Set(['csv', 'tsv', 'txt', 'json', 'jsonl'])
const LIST_TYPES = new Set([
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
  'application/json',
  'application/stix+json',
])

type Attachment = Email['attachments'][number]

/** Reads the attachments behind row `before`. Gives the last row, and the columns of tables. */
export async function readAttachments(
  rows: Rows,
  before: number,
  { attachments }: Email,
  mask: Mask,
  options: MediaOptions & ValueOptions,
): Promise<{ row: number; columns: NonNullable<ComposedReading['columns']> }> {
  const readPicture = openMedia(options)
  const readList = openLists(mask, options)
  const columns: NonNullable<ComposedReading['columns']> = []
  let row = before
  let media = 0
  for (const attachment of attachments) {
    const { filename, content } = attachment
    const bytes = typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
    const name = toShown(filename ?? 'without a name')
    const text = `attachment ${name}`
    const type = mediaTypeOf(bytes)
    if (type) {
      media++
      const { value, fault } = await readPicture(bytes, type, filename ?? undefined)
      const said = [text, value.remark, ...(fault ? [`without PDQ: ${fault}`] : [])].join('; ')
      rows.take(++row, text, [{ ...value, remark: beginningOf(said, MAX_REMARK) }])
      continue
    }
    const list = await readList(bytes, attachment)
    if (typeof list === 'object') {
      const from = row + 1
      row = adoptRows(rows, list, row)
      columns.push(...(list.columns ?? []))
      rows.remark(
        `Rows ${from} to ${row} are those of the ${text}, which was read as a list: its own SHA-256 is left out.`,
      )
      list.remarks.forEach((remark) => rows.remark(remark))
      continue
    }
    const remark = beginningOf(text, MAX_REMARK)
    rows.take(++row, text, [
      { kind: 'hash', algorithm: 'SHA-256', value: hash('sha256', bytes), remark },
    ])
    if (list !== undefined) rows.remark(`Of the ${text} nothing is read but its SHA-256: ${list}.`)
  }
  if (media > 0) rows.remark(HASHES_ALONE)
  return { row, columns }
}

/** Reads lists within one bound: what one holds, why nothing of it is read, or nothing where it is no list. */
function openLists(mask: Mask, options: ValueOptions) {
  let left = MAX_LISTS
  return async (bytes: Uint8Array, { filename, mimeType }: Attachment) => {
    try {
      refuseBinary(bytes)
      const ending = endingOf(filename ?? undefined)
      const isList = LISTS.has(ending ?? '') || (ending === undefined && LIST_TYPES.has(mimeType))
      if (!isList) return undefined
      if (bytes.length > left)
        return `lists of a mail are read up to ${MAX_LISTS.toLocaleString('en')} bytes together: save it and drop the file itself`
      left -= bytes.length
      const reading = await readMasked(bytes, ending, mask, options)
      return reading.items.length > 0
        ? reading
        : 'no row of it holds an account, address, domain, link or hash'
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      return error.message
    }
  }
}

/** STIX goes out as it came, so that one which would have to be masked is not read. Line by line, with `pause` between. */
async function readMasked(
  bytes: Uint8Array,
  ending: string | undefined,
  mask: Mask,
  options: ValueOptions,
): Promise<ComposedReading> {
  const text = decodeWritten(bytes)
  const lines = text.split('\n')
  if (lines.length > MAX_ROWS) throw tooManyRows(MAX_ROWS + 1)
  const masked: string[] = []
  for (const line of lines) {
    await pause()
    masked.push(line.trim() === '' ? line : mask.text(line))
  }
  const reading = readWritten(masked.join('\n'), ending, { ...options, isFacts: true })
  if (reading.format === 'stix' && masked.join('\n') !== text)
    throw new ExchangeError('bad-request', 'it is STIX and names whom the mail went to')
  return reading
}
