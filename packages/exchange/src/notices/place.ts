import { sql } from 'kysely'
import { SERVED, TOLD_ENDS } from './rules.ts'

/** Name of an office's place with those above it: of `jurisdictions j`. */
export const PLACE = sql`j.full_name as place`

/** Whether a newer version took the place of an office's words: of `notice_targets t`. */
export const IS_CORRECTED = sql`exists (select from notice_targets newer where newer.corrects = t.id)`

/** Whether an office still owes an answer: of `notice_targets t` and their `notices n`. */
export const OWES_ANSWER = sql`(n.closed_at is null and t.state <> all(${sql.val(SERVED)}::text[])
  and not (n.kind = any(${sql.val(TOLD_ENDS)}::text[]) and t.state = 'told') and not ${IS_CORRECTED})`
