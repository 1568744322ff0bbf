/** Which of a lake's columns play the roles, and how its times are written; whatever else one machine reads is refused. */
import { DetectError } from '../../errors.ts'
import type { Engine } from '../../spark/engine.ts'
import { listed, named, sql } from '../../spark/sql.ts'
import type { ColumnMapping } from '../presets/roles.ts'
import { NUMBER_FORMS, UNIX_FORMS } from '../times/numbers.ts'
import { askRow } from './ask.ts'
import { believed, cell, micros, type LakeTime } from './cells.ts'
import type { LakeRole } from './facts.ts'
import { LAKE, type LakeColumn } from './lake.ts'

const TAKEN = ['account', 'time', 'object', 'content']

export type LakeColumns = {
  readonly mapping: ColumnMapping
  readonly roles: readonly LakeRole[]
}

type Placed = Readonly<Record<'account' | 'time' | 'object', LakeColumn>> & {
  readonly content?: LakeColumn
}

/** Makes the view of the rows with roles for names. Throws BAD_OPTION, COLUMNS_NEEDED, UNKNOWN_COLUMN or BAD_TIME. */
export async function defineRows(
  engine: Engine,
  there: readonly LakeColumn[],
  mapping: ColumnMapping,
  timeFormat: string | undefined,
): Promise<LakeColumns> {
  const placed = placeColumns(there, mapping)
  const roles = (['account', 'object', 'content'] as const).filter(
    (role) => mapping[role] !== undefined,
  )
  const time = await decideTime(engine, placed.time, timeFormat)
  const written = named(placed.time.name)
  const cells = roles.map((role) => sql`${cell(placed[role]!)} as ${named(role)}`)
  const columns = [...cells, sql`${written} as written`, sql`${micros(time, written)} as micros`]
  await engine.define('tocsin_rows', {
    sql: { query: sql`select ${listed(columns)} from ${LAKE}`.text },
  })
  return { mapping, roles }
}

function placeColumns(there: readonly LakeColumn[], mapping: ColumnMapping): Placed {
  const other = Object.keys(mapping).find((role) => !TAKEN.includes(role))
  const names = there.map(({ name }) => name)
  if (other !== undefined)
    throw new DetectError(
      'BAD_OPTION',
      `on an engine the columns are account, time, object and perhaps content; "${other}" is read on one machine only`,
    )
  const missing = (['account', 'time', 'object'] as const).filter(
    (role) => mapping[role] === undefined,
  )
  if (missing.length > 0)
    throw new DetectError(
      'COLUMNS_NEEDED',
      `on an engine columns are not guessed: say which is the ${missing.join(' and the ')} (--columns account=…,time=…,object=…); the columns are: ${names.slice(0, 60).join(', ')}`,
    )
  const place = (role: LakeRole | 'time'): LakeColumn => {
    const column = there.find(({ name }) => name === mapping[role])
    if (column === undefined)
      throw new DetectError(
        'UNKNOWN_COLUMN',
        `there is no such column (for ${role}); the columns are: ${names.slice(0, 60).join(', ')}`,
        { column: mapping[role] },
      )
    const kinds = role === 'time' ? ['time', 'whole'] : ['text', 'whole']
    if (kinds.includes(column.kind)) return column
    const wanted =
      role === 'time'
        ? 'a column of timestamps or of whole numbers'
        : 'a column of texts or of whole numbers'
    const code = role === 'time' ? 'BAD_TIME' : 'COLUMNS_NEEDED'
    throw new DetectError(code, `on an engine the ${role} is ${wanted}`, { column: column.name })
  }
  const content = mapping.content === undefined ? undefined : place('content')
  return { account: place('account'), time: place('time'), object: place('object'), content }
}

async function decideTime(
  engine: Engine,
  { name, kind }: LakeColumn,
  format: string | undefined,
): Promise<LakeTime> {
  if (kind === 'time') return { kind: 'native' }
  if (format === undefined) return decideBySize(engine, name)
  const form = NUMBER_FORMS.find((one) => one.name === format && one.perSecond >= 1)
  if (form !== undefined) return { kind: 'number', form }
  const known = NUMBER_FORMS.filter(({ perSecond }) => perSecond >= 1).map((one) => one.name)
  throw new DetectError('BAD_OPTION', `on an engine a time format is one of ${known.join(', ')}`)
}

/** The middle one of all numbers tells what numbers are that tell nothing by their size. */
async function decideBySize(engine: Engine, column: string): Promise<LakeTime> {
  const value = named(column)
  const below = UNIX_FORMS.flatMap((form, k) =>
    believed(form).map(
      (edge, end) =>
        sql`coalesce(sum(case when ${value} < ${edge} then 1 else 0 end), 0) as ${named(`b${k}${end}`)}`,
    ),
  )
  const row = await askRow(
    engine,
    'looking at the times',
    sql`select count(${value}) as n, ${listed(below)} from ${LAKE}`,
  )
  const middle = Math.floor(Number(row['n']) / 2)
  const rest = UNIX_FORMS.find(
    (_, k) => Number(row[`b${k}0`]) <= middle && middle < Number(row[`b${k}1`]),
  )
  if (rest !== undefined) return { kind: 'by-size', rest }
  throw new DetectError(
    'BAD_TIME',
    'most of its numbers are no Unix times from 2000 to 2100; say what they are with --time-format, such as unix',
    { column },
  )
}
