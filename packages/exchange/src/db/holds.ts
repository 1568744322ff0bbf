import { sql, type RawBuilder } from 'kysely'

/** Whether a text holds each of these words, capitals or not. */
export function holdsEach(
  text: RawBuilder<unknown>,
  words: readonly string[],
): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`position(lower(${word}) in lower(${text})) > 0`),
    sql` and `,
  )})`
}

/** The same of words that stand in one line. */
export function holdsWords(text: RawBuilder<unknown>, line: string): RawBuilder<boolean> {
  return holdsEach(text, line.trim().split(/\s+/))
}
