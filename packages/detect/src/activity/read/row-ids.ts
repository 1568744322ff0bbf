/** Ids that a spreadsheet or a program with fractions only has damaged: different accounts then look like one. */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Role } from '../presets/roles.ts'
import { quoteName } from './database.ts'
import { zerosWords } from './row-words.ts'

/** Roles whose values are ids. */
export const ID_ROLES: readonly Role[] = ['account', 'content', 'object', 'reshareOf', 'replyTo']

const SCIENTIFIC = '^[+-]?[0-9](?:[.,][0-9]+)?[eE][+]?[0-9]{1,3}$'
const SAMPLE = 2000
const LONG = /^\d{15,}(?:\.0+)?$/

/** SQL for whether the text `column` is a number in scientific notation, or a long one with a fraction of zeros. */
export function damagedSql(column: string): string {
  return `case when contains(${column}, '+') or contains(${column}, '.') or contains(${column}, ',')
    then regexp_matches(${column}, '${SCIENTIFIC}') or regexp_matches(${column}, '^[0-9]{16,}[.]0+$') else false end`
}

/** The same of one id. */
export function isDamaged(id: string): boolean {
  return new RegExp(SCIENTIFIC).test(id) && /[+.,]/.test(id)
}

/** In words, where the long ids of `role` all end in zeros; null where they do not. */
export async function roundedWords(
  connection: DuckDBConnection,
  base: string,
  role: Role,
  column: string | undefined,
): Promise<string | null> {
  const name = quoteName(role)
  const read = await connection.runAndReadAll(
    `select distinct ${name}::varchar from (select ${name} from (${base}) where ${name} is not null limit ${SAMPLE})`,
  )
  const ids = read.getRows().map(([id]) => String(id))
  const long = ids.filter((id) => LONG.test(id))
  if (long.length * 2 < ids.length || long.length === 0) return null
  const zeros = Math.min(...long.map((id) => /0*$/.exec(id.replace(/\.0+$/, ''))![0].length))
  // By chance one id in ten ends in a zero; all of them do in fewer than one file of ten thousand million.
  if (zeros * long.length < 10 || zeros === 0) return null
  return zerosWords(column, zeros)
}
