/** What stands in a lake's cells, as SQL of the engine: the same reading as `cells/` and `read/` have on one machine. */
import { named, listed, sql, text, type Sql } from '../../spark/sql.ts'
import { MISSING_PARTS } from '../cells/missing.ts'
import { BELIEVED, UNIX_FORMS, type NumberForm } from '../times/numbers.ts'
import type { LakeColumn } from './lake.ts'

/** Whether a cell says that there is no value; as `missingSql`. */
function missing(cell: Sql): Sql {
  const { openers, bracketed, plain, longest } = MISSING_PARTS
  const short = sql`length(${cell}) <= ${longest} and lower(trim(${cell})) in`
  return sql`(case when left(ltrim(${cell}), 1) in (${texts(openers)}) and trim(${cell}) <> ''
    then trim(both '#' from trim(${cell})) = '' or (${short} (${texts(bracketed)}))
    else ${short} (${texts(plain)}) end)`
}

/** A name or id as text; null where it says that there is none. */
export function cell({ name, kind }: LakeColumn): Sql {
  const value = kind === 'text' ? named(name) : sql`cast(${named(name)} as string)`
  return sql`case when ${missing(value)} then null else ${value} end`
}

/** Whether an id has been cut by a spreadsheet or program; as `damagedSql`. */
export function damaged(id: Sql): Sql {
  return sql`(${id} rlike ${text('[+.,]')} and (${id} rlike ${text('^[+-]?[0-9](?:[.,][0-9]+)?[eE][+]?[0-9]{1,3}$')}
    or ${id} rlike ${text('^[0-9]{16,}[.]0+$')}))`
}

/** How a lake's times are written. */
export type LakeTime =
  | { readonly kind: 'native' }
  | { readonly kind: 'number'; readonly form: NumberForm }
  | { readonly kind: 'by-size'; readonly rest: NumberForm }

/** Microseconds since 1970; null where it cannot be read. */
export function micros(time: LakeTime, column: Sql): Sql {
  if (time.kind === 'native') return sql`unix_micros(cast(${column} as timestamp))`
  if (time.kind === 'number') return ofForm(time.form, column)
  const cases = UNIX_FORMS.map((form) => {
    const [from, to] = believed(form)
    return sql`when ${column} >= ${from} and ${column} < ${to} then ${ofForm(form, column)}`
  })
  return sql`case ${spaced(cases)} else ${ofForm(time.rest, column)} end`
}

/** Numbers [from, to) that are times from 2000 to 2100 in this form. */
export function believed({ perSecond }: NumberForm): [number, number] {
  return [BELIEVED.from * perSecond, BELIEVED.to * perSecond]
}

/** What would not fit 64 bits is no time. */
const MOST = 9_223_372_036_854e6

function ofForm({ perSecond, zero }: NumberForm, column: Sql): Sql {
  const value = sql`cast(${column} as bigint)`
  const start = zero * 1e6
  if (perSecond > 1e6) return sql`((${value} div ${perSecond / 1e6}) + ${start})`
  const times = 1e6 / perSecond
  const most = Math.floor((MOST - Math.abs(start)) / times)
  return sql`case when ${value} between ${-most} and ${most} then ${value} * ${times} + ${start} end`
}

function texts(words: readonly string[]): Sql {
  return listed(words.map(text))
}

function spaced(parts: readonly Sql[]): Sql {
  return parts.reduce((all, part) => sql`${all} ${part}`)
}
