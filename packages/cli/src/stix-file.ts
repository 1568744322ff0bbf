/** STIX files as commands read them: what can be read of them, and why the rest cannot. */
import {
  isCutEnvelope,
  objectsWithin,
  readDocuments,
  StixError,
  type SourceObject,
} from '@tocsin/stix'
import { readTextFile } from './text-file.ts'

export type StixFile = {
  readonly file: string
  /** Objects, lists, bundles and envelopes, as they stand. */
  readonly documents: readonly SourceObject[]
  /** Why the file, or a line of it, could not be read at all. */
  readonly unreadable: readonly string[]
}

/** Said of an envelope of which the next page is elsewhere. */
export const CUT =
  'a page of a TAXII envelope that says "more": what follows it is not in this file (tocsin taxii poll fetches all of it)'

/** Reads a file, or standard input for `-`. */
export async function readStixFile(file: string): Promise<StixFile> {
  const unreadable: string[] = []
  try {
    const text = await readTextFile(file)
    const documents = readDocuments(text, (error) => unreadable.push(error.message))
    if (documents.some(({ value }) => isCutEnvelope(value))) unreadable.push(CUT)
    return { file, documents, unreadable }
  } catch (error) {
    if (!(error instanceof StixError) && !isReadError(error)) throw error
    return { file, documents: [], unreadable: [...unreadable, error.message] }
  }
}

/** What the system refuses to read, and what does not fit into one string. */
function isReadError(error: unknown): error is Error {
  const isRefused = error instanceof Error && 'code' in error && 'syscall' in error
  return isRefused || error instanceof RangeError
}

/** The objects of a file one by one, whether they stand alone, in lists, bundles or envelopes. */
export function objectsOf({ documents }: StixFile): unknown[] {
  return documents.flatMap(({ value }) => contentOf(value))
}

function contentOf(value: unknown): unknown[] {
  return [value].flat().flatMap((one: unknown) => objectsWithin(one) ?? [one])
}

/** An object, and where it stands: its file, and of JSON Lines the line. */
export type Placed = {
  readonly object: unknown
  readonly place: string
}

/** The objects of a file one by one, each with its place. */
export function placesOf({ file, documents }: StixFile): Placed[] {
  return documents.flatMap(({ value, line }) => {
    const place = line === undefined ? file : `${file}:${line}`
    return contentOf(value).map((object) => ({ object, place }))
  })
}

/** One line, whatever a hostile file puts into its names: control characters are spelt out. */
export function printable(line: string): string {
  return line
    .trimEnd()
    .replaceAll(/\p{Cc}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
