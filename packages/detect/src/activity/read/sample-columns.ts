/** Some values of every column, by which its role is guessed. */
import { isMissing } from '../cells/missing.ts'
import type { ColumnSample } from '../presets/by-value.ts'
import { quoteName, type Reader } from './database.ts'
import type { Source } from './source.ts'

const ROWS = 1000
/** Columns beyond these are not looked at. */
const COLUMNS = 150
/** Of each value. */
const CHARACTERS = 200

/**
 * Samples of the first rows, by column. What cannot be sampled is guessed by its names alone: the fault is met, and
 * told, when the rows are read.
 */
export async function sampleColumns(
  { connection }: Reader,
  source: Source,
): Promise<ReadonlyMap<string, ColumnSample>> {
  const columns = source.columns.slice(0, COLUMNS)
  const cells = columns.map(
    ({ sql }, k) => `left(cast(${sql} as varchar), ${CHARACTERS}) as ${quoteName(`c${k}`)}`,
  )
  const read = await connection
    .runAndReadAll(`select ${cells.join(', ')} from (${source.relation()} limit ${ROWS})`)
    .catch(() => null)
  if (read === null) return new Map()
  const values = read.getColumns() as (string | null)[][]
  return new Map(columns.map(({ name }, k) => [name, toSample(values[k] ?? [])]))
}

function toSample(cells: readonly (string | null)[]): ColumnSample {
  const values = cells.filter((cell) => cell !== null && !isMissing('replyTo', cell)) as string[]
  return { filled: values.length, distinct: new Set(values).size, values }
}
