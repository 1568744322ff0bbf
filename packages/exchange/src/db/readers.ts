import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

const readers = new WeakMap<Kysely<Tables>, Kysely<Tables>>()

/** Lets members read through connections of `reader`, whose login can do nothing else, instead of those of `db`. */
export function readThrough(db: Kysely<Tables>, reader: Kysely<Tables>): void {
  readers.set(db, reader)
}

/** The connections that members read through beside `db`, where there are any. */
export function readersOf(db: Kysely<Tables>): Kysely<Tables> | undefined {
  return readers.get(db)
}
