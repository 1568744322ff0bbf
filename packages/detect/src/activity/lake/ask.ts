/** Answers of an engine as values: one row by name, or rows one after the other. */
import type { Table } from '../../spark/arrow.ts'
import type { Engine, Sink } from '../../spark/engine.ts'
import type { Sql } from '../../spark/sql.ts'

type Cell = string | number | null
export type Row = Readonly<Record<string, Cell>>

/** Numbers come as numbers: whole ones up to 2^53 exactly, which whoever asks for more must look to. */
export async function askRows(engine: Engine, doing: string, query: Sql): Promise<Row[]> {
  return engine.ask(doing, query, () => {
    const rows: Row[] = []
    return {
      take: (table) => {
        for (const one of table)
          rows.push(
            Object.fromEntries(
              Object.entries(one!.toJSON()).map(([name, value]) => [name, toCell(value)]),
            ),
          )
      },
      finish: () => rows,
    }
  })
}

/** The one row of an answer. */
export async function askRow(engine: Engine, doing: string, query: Sql): Promise<Row> {
  const [row] = await askRows(engine, doing, query)
  return row!
}

/** Takes each table as it comes; `start` makes what gathers them, anew for each try. */
export function askTables<T>(
  engine: Engine,
  doing: string,
  query: Sql,
  start: () => Sink<T>,
): Promise<T> {
  return engine.ask(doing, query, start)
}

/** The 64-bit whole numbers of a column, as they stand in it. */
export function wholeColumn(table: Table, name: string): BigInt64Array {
  const values = table.getChild(name)!.toArray() as ArrayLike<number | bigint>
  return values instanceof BigInt64Array ? values : BigInt64Array.from(values as never, BigInt)
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number') return value
  return Number(value)
}
