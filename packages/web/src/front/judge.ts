import { ProofError } from '@tocsin/proof'
import { checkEntry, type CheckedEntry, type LogFiles } from '../log/entry-check.ts'
import { checkRecord, type CheckedRecord } from '../log/record-check.ts'

/** What somebody gave to be checked. `ownKey` is the key that the page filled in. */
export type Given = {
  file: Uint8Array | undefined
  /** Of the entry in the log. */
  number: number | undefined
  keys: string
  ownKey: string
  /** The name of the exchange's own log. */
  ownLog: string
}

/** What the public log says of a record now: the same line, another one, or why that is not known. */
type LogSays = 'same' | 'changed' | 'unread' | 'other-log' | 'too-many' | { unfit: string }

export type Judged =
  | { what: 'record'; record: CheckedRecord; log: LogSays | undefined }
  | { what: 'line'; line: CheckedEntry | undefined }
  | { what: 'unfit'; detail: string }
  | { what: 'unread' }

/** Of how many acts of one record the public log is asked. */
const ASKED = 100

/** Checks a record here, and its lines against the public log; with a number alone that line of the log. Throws nothing for what is bad. */
export async function judge(given: Given, read: LogFiles): Promise<Judged> {
  const files = remember(read)
  if (given.file === undefined) return judgeLine(given, files)
  const record = await checkRecord(given.file, given.keys)
  return { what: 'record', record, log: await askLog(record, given, files) }
}

async function judgeLine(
  { number = 0, keys }: Given,
  files: LogFiles,
): Promise<Exclude<Judged, { what: 'record' }>> {
  try {
    return { what: 'line', line: await checkEntry(number, keys, files) }
  } catch (error) {
    return isUnfit(error) ? { what: 'unfit', detail: error.message } : { what: 'unread' }
  }
}

async function askLog(
  record: CheckedRecord,
  { keys, ownLog }: Given,
  files: LogFiles,
): Promise<LogSays | undefined> {
  if (!record.genuine) return undefined
  if (record.receipts.some(({ origin }) => origin !== ownLog)) return 'other-log'
  if (record.receipts.length > ASKED) return 'too-many'
  try {
    for (const { index, leaf } of record.receipts) {
      const line = await checkEntry(index, keys, files)
      if (line?.leaf !== leaf) return 'changed'
    }
    return 'same'
  } catch (error) {
    return isUnfit(error) ? { unfit: error.message } : 'unread'
  }
}

/** A log that does not fit together, rather than one that could not be had. */
function isUnfit(error: unknown): error is ProofError {
  return error instanceof ProofError && error.code !== 'log-unreadable'
}

/** Files are asked for once for one check, so that all of it is against one head. */
function remember(read: LogFiles): LogFiles {
  const known = new Map<string, ReturnType<LogFiles>>()
  return (path) => {
    const file = known.get(path) ?? read(path)
    known.set(path, file)
    return file
  }
}
