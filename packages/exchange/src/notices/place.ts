import { sql } from 'kysely'

/** Name of an office's place, with its state where it is a county: of `jurisdictions j` and its parent `p`. */
export const PLACE = sql`j.name || case when p.kind in ('state', 'territory', 'district') then ', ' || p.name else '' end as place`
