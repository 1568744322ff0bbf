/** The edges of a lake, home: kept pairs of accounts with their counts, and how many there were in all. */
import { askTables, wholeColumn } from '../../activity/lake/ask.ts'
import { COUNTED } from '../../activity/lake/rows.ts'
import { DetectError } from '../../errors.ts'
import { loadArrow, type Table, type Vector } from '../../spark/arrow.ts'
import type { Engine } from '../../spark/engine.ts'
import { named, sql, type Sql } from '../../spark/sql.ts'

export type SparseEdges = {
  /** Pairs of accounts there were, kept or not. */
  readonly total: number
  /** Of each kept edge: a and b (hashes), then its counts in the order of `COUNTS`. */
  readonly a: bigint[]
  readonly b: bigint[]
  readonly counts: number[][]
}

export const COUNTS = ['weight', 'objects', 'lags', 'least', 'first', 'last'] as const
const FIELDS = ['a', 'b', ...COUNTS] as const

/** Parts in which edges come home, each with the number of edges it was made of. */
const PARTS = 512

/** Edges for which `isKept` holds. Each part says of how many edges it was made, so that all are known at one look. */
export function askEdges(engine: Engine, edges: Sql, isKept: Sql): Promise<SparseEdges> {
  const line = FIELDS.map((name) => sql`${named(name)}`).reduce((all, one) => sql`${all}, ${one}`)
  const query = sql`select pmod(a, ${PARTS}) as part, count(*) as edges, count(case when ${isKept} then 1 end) as kept,
      collect_list(case when ${isKept} then struct(${line}) end) as lines
    from (${edges}) group by pmod(a, ${PARTS})`
  return askTables(engine, 'counting pairs', query, () => {
    let total = 0
    const a: bigint[] = []
    const b: bigint[] = []
    const counts: number[][] = COUNTS.map(() => [])
    return {
      take: (table) => {
        const [edgesOf, keptOf] = [wholeColumn(table, 'edges'), wholeColumn(table, 'kept')]
        const lines = table.getChild('lines')!
        for (let row = 0; row < table.numRows; row++) {
          total += Number(edgesOf[row])
          const part = lines.get(row) as Vector | null
          if (BigInt(part?.length ?? 0) !== keptOf[row])
            throw new DetectError(
              'ENGINE_INCOMPLETE',
              `a part of ${keptOf[row]} pairs held ${part?.length ?? 0}`,
            )
          if (part === null || part.length === 0) continue
          const columns = FIELDS.map((_, k) => part.getChildAt(k)!.toArray() as BigInt64Array)
          for (const value of columns[0]!) a.push(value)
          for (const value of columns[1]!) b.push(value)
          for (let k = 0; k < COUNTS.length; k++)
            for (const value of columns[k + 2]!) counts[k]!.push(exact(value))
        }
      },
      finish: () => ({ total, a, b, counts }),
    }
  })
}

/** Above 2^53 one machine would round, and the two would differ in silence. */
export function exact(value: bigint | number): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number))
    throw new DetectError(
      'TOO_MANY',
      'a sum of lags or pairs exceeds 2^53 and would be rounded; take a smaller window',
    )
  return number
}

/** Makes a view `name` of a column of hashes that stand here. */
export async function defineHashes(
  engine: Engine,
  name: string,
  hashes: BigInt64Array,
): Promise<void> {
  const { tableFromArrays, tableToIPC } = loadArrow()
  const data = tableToIPC(tableFromArrays({ h: hashes }), 'stream')
  await engine.define(name, { local_relation: { data } })
}

/** Makes a view `name` of a column of texts that stand here. */
export async function defineTexts(
  engine: Engine,
  name: string,
  texts: readonly string[],
): Promise<void> {
  const arrow = loadArrow()
  const column = arrow.vectorFromArray(texts, new arrow.Utf8())
  await engine.define(name, {
    local_relation: { data: arrow.tableToIPC(new arrow.Table({ object: column }), 'stream') },
  })
}

/** Names of the accounts whose hashes stand in the view `wanted`; each has one. */
export async function askNames(
  engine: Engine,
  wanted: string,
  expected: number,
): Promise<Map<bigint, string>> {
  const query = sql`select c.h as h, min(c.account) as account from ${COUNTED} c join ${named(wanted)} w on c.h = w.h group by c.h`
  const names = await askTables(engine, 'reading the names of accounts', query, () => {
    const found = new Map<bigint, string>()
    return {
      take: (table: Table) => {
        const hashes = wholeColumn(table, 'h')
        const accounts = table.getChild('account')!
        for (let row = 0; row < table.numRows; row++)
          found.set(hashes[row]!, String(accounts.get(row)))
      },
      finish: () => found,
    }
  })
  if (names.size !== expected)
    throw new DetectError(
      'ENGINE_INCOMPLETE',
      `of ${expected} accounts ${names.size} have names: the lake changed while it was read`,
    )
  return names
}
