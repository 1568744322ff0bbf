/** A lake opened for a run: its columns placed, its rows checked, and what is said of them. */
import type { Engine } from '../../spark/engine.ts'
import type { ReadingSettings } from '../reading-options.ts'
import type { Activity } from '../read/activity.ts'
import { defineRows } from './columns.ts'
import { openLake } from './lake.ts'
import { checkRows, type LakeRows } from './rows.ts'

export type OpenLake = {
  readonly rows: LakeRows
  readonly activity: Omit<Activity, 'traces'>
}

/** Opens `inputs` for `settings`. */
export async function openRows(
  engine: Engine,
  inputs: readonly string[],
  { columns: mapping = {}, timeFormat, strict = false }: ReadingSettings,
): Promise<OpenLake> {
  const there = await openLake(engine, inputs)
  const columns = await defineRows(engine, there, mapping, timeFormat)
  const rows = await checkRows(engine, columns, { strict })
  const { count, from, to } = rows
  return {
    rows,
    activity: {
      source: { files: inputs, format: 'parquet', bytes: 0 },
      columns: {
        mapping,
        preset: null,
        timeFormat: timeFormat ?? null,
        unused: [],
        column: () => null,
      },
      rows: { count, from, to },
      posts: null,
      leftOut: rows.leftOut.map(({ words }) => words),
      warnings: rows.warnings,
    },
  }
}
