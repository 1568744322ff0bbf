/** A lake that an engine reads where it lies: Parquet files by their paths, or a table by its name, as the engine knows them. */
import { DetectError } from '../../errors.ts'
import type { Field } from '../../spark/arrow.ts'
import type { Engine } from '../../spark/engine.ts'
import type { Relation } from '../../spark/protocol.ts'
import { named, sql } from '../../spark/sql.ts'

export type LakeColumn = {
  readonly name: string
  readonly kind: 'text' | 'whole' | 'time' | 'other'
}

/** Name of the view that holds the lake's own columns. */
export const LAKE = named('tocsin_lake')

const TABLE = /^table:(.+)$/

/** Makes the lake known to the engine and returns its columns. `inputs`: paths, or one `table:NAME`. */
export async function openLake(engine: Engine, inputs: readonly string[]): Promise<LakeColumn[]> {
  await engine.define('tocsin_lake', toRelation(inputs))
  const fields: Field[] = []
  await engine.ask('reading the columns', sql`select * from ${LAKE} limit 0`, () => ({
    take: ({ schema }) => {
      fields.splice(0, fields.length, ...schema.fields)
    },
    finish: () => undefined,
  }))
  if (fields.length === 0)
    throw new DetectError('NOT_FOUND', 'the engine finds nothing there, or nothing with columns', {
      file: inputs[0],
    })
  return fields.map(({ name, type }) => ({ name, kind: kindOf(String(type)) }))
}

function toRelation(inputs: readonly string[]): Relation {
  const [first] = inputs
  if (first === undefined) throw new DetectError('NO_INPUT', 'no path or table was named')
  const tables = inputs.filter((input) => TABLE.test(input))
  if (tables.length > 0 && inputs.length > 1)
    throw new DetectError('BAD_OPTION', 'a table is read by itself, without paths or another table')
  const table = TABLE.exec(first)?.[1]
  return table === undefined
    ? {
        read: {
          data_source: { format: 'parquet', options: { mergeSchema: 'true' }, paths: inputs },
        },
      }
    : { read: { named_table: { unparsed_identifier: table } } }
}

/** By the name of an Arrow type. */
function kindOf(type: string): LakeColumn['kind'] {
  if (/^(Large)?Utf8/.test(type)) return 'text'
  if (/^U?int(8|16|32|64)$/i.test(type)) return 'whole'
  return /^(Timestamp|Date)/.test(type) ? 'time' : 'other'
}
