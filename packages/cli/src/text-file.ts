/** Text files as every command reads them: UTF-8, with or without a byte-order mark, and nothing guessed. */
import { decodeText } from '@tocsin/stix/plain'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'

/** The text of a file, or of standard input for `-`. Throws what the system refuses, and StixError `not-utf8`. */
export async function readTextFile(file: string): Promise<string> {
  return decodeText(file === '-' ? await buffer(process.stdin) : await readFile(file))
}

/** The same at once. */
export function readTextFileSync(file: string): string {
  return decodeText(readFileSync(file))
}
