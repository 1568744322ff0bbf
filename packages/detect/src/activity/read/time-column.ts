/** The column of times: how it is written, as a sample tells or a person said, and the SQL that reads it. */
import type { DuckDBConnection } from '@duckdb/node-api'
import { DetectError } from '../../errors.ts'
import { missingSql } from '../cells/missing.ts'
import { BELIEVED, UNIX_FORMS, unixForm } from '../times/numbers.ts'
import {
  decideTimeForm,
  namedForm,
  readTime,
  TIME_FORMATS,
  type Decision,
  type TimeChoice,
  type TimeForm,
} from '../times/time-form.ts'
import { quoteText, type Reader } from './database.ts'
import { duckDb } from './duckdb.ts'
import type { ResolvedColumns } from './mapping.ts'
import { toReadError } from './read-error.ts'
import type { Source } from './source.ts'

/** What a person should know of the times before a run, and what they may choose where that is unclear. */
export type TimesDescription = {
  readonly column: string
  readonly isClear: boolean
  /** Why they are unclear, in words; null where they are not. */
  readonly unclear: string | null
  readonly examples: readonly string[]
  readonly choices: readonly TimeChoice[]
}

const SAMPLE = 2000
const EXAMPLES = 5

/** Looks at the times of `source` without reading all rows. */
export async function describeTimes(
  { connection }: Reader,
  source: Source,
  columns: ResolvedColumns,
): Promise<TimesDescription | null> {
  const column = columns.column('time')
  if (column === null) return null
  const base = `select ${column.sql} as time from (${source.relation()})`
  const { decision, examples } = await decide(connection, columns, base, false)
  const isClear = 'form' in decision
  return {
    column: column.name,
    isClear,
    unclear: isClear ? null : decision.unclear,
    examples,
    choices: isClear ? [] : decision.choices,
  }
}

/** The form of the `time` in the rows of `base`; throws BAD_TIME with the choices where it is unclear. */
export async function timeForm(
  connection: DuckDBConnection,
  source: Source,
  columns: ResolvedColumns,
  base: string,
  { asTheyAre }: { readonly asTheyAre: boolean },
): Promise<TimeForm> {
  const { decision, examples } = await decide(connection, columns, base, asTheyAre)
  if ('form' in decision) return decision.form
  const { unclear, choices } = decision
  throw new DetectError(
    'BAD_TIME',
    unclear,
    { file: source.files[0], column: columns.mapping.time },
    {
      help: {
        option: 'timeFormat',
        examples,
        choices: choices.map(({ format, words, reads }) => ({ value: format, words, reads })),
        hint: `say how with --time-format ${choices.map(({ format, words }) => `${format} (${words})`).join(', or ') || 'and a pattern such as %m/%d/%Y %H:%M'}`,
      },
    },
  )
}

async function decide(
  connection: DuckDBConnection,
  columns: ResolvedColumns,
  base: string,
  asTheyAre: boolean,
): Promise<{ decision: Decision; examples: readonly string[] }> {
  const { kind } = columns.column('time')!
  const { timeFormat } = columns
  if (timeFormat !== null) {
    const form = kind === 'time' ? ({ kind: 'native' } as const) : namedForm(timeFormat)
    if (form !== null) return { decision: { form }, examples: [] }
    throw new DetectError(
      'BAD_OPTION',
      `no time format is named "${timeFormat}"; they are ${TIME_FORMATS.join(', ')}, or a pattern such as %d.%m.%Y %H:%M`,
    )
  }
  if (kind === 'time') return { decision: { form: { kind: 'native' } }, examples: [] }
  const sample = await sampleTimes(connection, base)
  const examples = [...new Set(sample)].slice(0, EXAMPLES).map((text) => text.slice(0, 60))
  if (sample.length === 0) return { decision: { form: { kind: 'iso' } }, examples }
  const decision = decideTimeForm(sample)
  if ('form' in decision || !asTheyAre) return { decision, examples }
  // Another tool takes any number for seconds.
  return { decision: { form: unixForm(Number(sample[0])) ?? UNIX_FORMS[0]! }, examples }
}

/** The first values, and one for each day and month that is written in numbers, from all rows. */
async function sampleTimes(connection: DuckDBConnection, base: string): Promise<string[]> {
  const times = `select time::varchar as time from (${base}) where time is not null`
  const known = `select time from (${times}) where not ${missingSql('time', 'time')}`
  const first = await texts(connection, `${known} limit ${SAMPLE}`)
  if (!first.some((text) => /^\s*\d{1,2}[./-] ?\d{1,2}[./-]/.test(text))) return first
  const days = await texts(
    connection,
    `select any_value(time) from (${known}) group by regexp_extract(time, '^\\s*(\\d{1,2})[./-] ?(\\d{1,2})[./-]', 0) limit ${SAMPLE}`,
  )
  return [...first, ...days]
}

async function texts(connection: DuckDBConnection, sql: string): Promise<string[]> {
  const read = await connection.runAndReadAll(sql).catch((cause: Error) => {
    throw toReadError(cause)
  })
  return read.getRows().map(([text]) => String(text).trim())
}

/** Makes the SQL function `read_time`, which gives the microseconds since 1970 of a text written in `form`. */
export function registerTimes(connection: DuckDBConnection, form: TimeForm): void {
  const { BIGINT, DuckDBScalarFunction, VARCHAR } = duckDb()
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name: 'read_time',
      parameterTypes: [VARCHAR],
      returnType: BIGINT,
      mainFunction: (_, chunk, output) => {
        const times = chunk.getColumnVector(0)
        for (let k = 0; k < chunk.rowCount; k++) {
          const text = times.getItem(k)
          const micros = typeof text === 'string' ? readTime(form, text.trim()) : null
          output.setItem(k, micros === null ? null : BigInt(Math.round(micros)))
        }
        output.flush()
      },
    }),
  )
}

/** Whether `toMicrosSql` calls back for every row, so that it is better done once. */
export function isSlow({ kind }: TimeForm): boolean {
  return kind === 'written' || kind === 'compact'
}

/** SQL for microseconds since 1970 of the SQL expression `column`; null where it cannot be read. */
export function toMicrosSql(form: TimeForm, column: string): string {
  switch (form.kind) {
    case 'native':
      return `epoch_us(${column})`
    case 'number':
      return numberSql(form, column)
    case 'by-size':
      return bySizeSql(form, column)
    case 'iso':
      return `coalesce(case when ${column} >= '0' and ${column} < ':' then epoch_us(try_cast(${column} as timestamptz)) end,
        read_time(${column}))`
    case 'written':
    case 'compact':
      return `read_time(${column}::varchar)`
    case 'pattern':
      return `epoch_us(try_strptime(${column}::varchar, ${quoteText(form.pattern)}))`
  }
}

function bySizeSql({ rest }: Extract<TimeForm, { kind: 'by-size' }>, column: string): string {
  const size = `try_cast(${column} as double)`
  const cases = UNIX_FORMS.map((form) => {
    const [from, to] = [BELIEVED.from * form.perSecond, BELIEVED.to * form.perSecond]
    return `when ${size} >= ${from} and ${size} < ${to} then ${numberSql(form, column)}`
  })
  return `case ${cases.join(' ')} else ${numberSql(rest, column)} end`
}

function numberSql(form: Extract<TimeForm, { kind: 'number' }>, column: string): string {
  const { perSecond, zero } = form
  const real = `try_cast(replace(${column}::varchar, ',', '.') as double)`
  if (perSecond < 1) return `try_cast((round(${real} / ${perSecond}) + ${zero}) * 1e6 as bigint)`
  if (perSecond === 1 && zero === 0)
    return `try_cast(round(try_cast(${column} as double) * 1e6) as bigint)`
  const whole = `try_cast(try_cast(${column} as hugeint) * 1000000 // ${perSecond}::bigint as bigint)`
  return `try(${whole} + ${zero}::bigint * 1000000)`
}
