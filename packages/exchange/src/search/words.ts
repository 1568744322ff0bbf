/** What somebody typed, as what it is looked for. Pure. */
import { refang } from '@tocsin/detect/match'
import { idsOf } from '../composing/to-stix.ts'
import { readValue } from '../composing/value.ts'

export type Wanted = {
  /** The whole of it, without what keeps a link from working. */
  text: string
  /** Each must stand in a name. */
  parts: readonly string[]
  /** Ids of the STIX objects that it can be. */
  stixIds: readonly string[]
}

const STIX_ID = /^[a-z][a-z0-9-]{1,60}--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads words or a value, however it is defanged or quoted. */
export function readWanted(words: string): Wanted {
  const text = refang(words.trim())
  return { text, parts: text.split(/\s+/).filter(Boolean), stixIds: stixIdsOf(words, text) }
}

function stixIdsOf(words: string, text: string): string[] {
  if (STIX_ID.test(text)) return [text]
  const read = readValue(words)
  if (!read || !('value' in read)) return []
  return idsOf({ row: 1, ...read.value })
}

/**
 * A pattern of PostgreSQL that finds the words in a value of a JSON text, not in the name of a property; the text and the words in
 * small letters.
 */
export function toValuePattern(text: string): string {
  const inJson = JSON.stringify(text).slice(1, -1)
  const literal = inJson.replaceAll(/[^\p{L}\p{N}]/gu, (sign) => `\\${sign}`)
  const letters = String.raw`(?:[^"\\]|\\.)*`
  return `"${letters}${literal}${letters}"(?!\\s*:)`
}
