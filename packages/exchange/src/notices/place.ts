import { sql } from 'kysely'

/** Name of an office's place with those above it: of `jurisdictions j`. */
export const PLACE = sql`j.full_name as place`
