/**
 * Pairs of a lake counted on the engine that reads it: rows stay there, and only pairs of accounts that pass the threshold come
 * home. Every number is the one that one machine counts (coaction/), for all of them are whole.
 */
import { MAX_ACCOUNTS, toTicks, verifyAccountCount, type Acts } from '../../activity/acts.ts'
import { askRow, askRows, askTables, wholeColumn } from '../../activity/lake/ask.ts'
import { openRows, type OpenLake } from '../../activity/lake/open-rows.ts'
import { ACTS, actsSql, COUNTED } from '../../activity/lake/rows.ts'
import type { Activity } from '../../activity/read/activity.ts'
import { openEngine, type Engine } from '../../spark/engine.ts'
import { named, sql, type Sql } from '../../spark/sql.ts'
import type { ProgressMeter } from '../../progress.ts'
import { EDGE, EDGE_LINE, EdgeTable } from '../coaction/edges.ts'
import { MOST_PAIRS } from '../coaction/crowded.ts'
import type { CountedTrace } from '../counted-trace.ts'
import { compareNames } from '../../name-order.ts'
import type { Settings } from '../options.ts'
import { contentsSql, edgesSql, pairsSql, stretch } from './pairs.ts'
import {
  askEdges,
  askNames,
  COUNTS,
  defineHashes,
  defineTexts,
  exact,
  type SparseEdges,
} from './sparse-edges.ts'

type Hooks = { readonly progress: ProgressMeter; readonly signal?: AbortSignal }

export type CountedLake = { readonly activity: Activity; readonly traces: readonly CountedTrace[] }

/** Counts the pairs of `inputs` as `settings` say. Throws DetectError; ENGINE_… where the engine is at fault. */
export async function countLake(
  inputs: readonly string[],
  settings: Settings,
  { progress, signal }: Hooks,
): Promise<CountedLake> {
  const engine = openEngine(settings.spark!, { signal })
  try {
    progress.report('checking', 0)
    const lake = await openRows(engine, inputs, settings)
    progress.report('reading', 1)
    const trace = await countPairs(engine, lake, settings, progress)
    await lake.rows.verifyUnchanged()
    return {
      activity: { ...lake.activity, traces: new Map([['object', trace.encoded]]) },
      traces: [trace],
    }
  } finally {
    engine.close()
  }
}

/** What pairs are counted of. */
type Plan = {
  /** Rows that count, each as often as it stands there. */
  readonly rows: Sql
  /** Leaves out of rows what is too crowded to be paired. */
  readonly uncrowded: (rows: Sql) => Sql
  readonly window: number
  readonly largest: number
  readonly sizes: { readonly rows: number; readonly objects: number }
  readonly crowded: readonly { readonly name: string; readonly acts: number }[]
}

async function plan(engine: Engine, { rows }: OpenLake, settings: Settings): Promise<Plan> {
  const { tick, repeated } = rows
  const window = toTicks({ tick }, settings.window)
  const all = repeated
    ? sql`select object, h, t, m from ${ACTS}`
    : sql`select object, h, t, 1 as m from ${COUNTED}`
  const { sizes, most, largest } = await askSizes(engine, all, window)
  const mayCrowd = settings.everyScale && (most * (most - 1)) / 2 > MOST_PAIRS
  const crowded = mayCrowd ? await askCrowded(engine, all, window) : []
  const found = { window, largest, sizes, crowded }
  if (crowded.length === 0) return { ...found, rows: all, uncrowded: (from) => from }
  const names = crowded.map(({ name }) => name)
  await defineTexts(engine, 'tocsin_crowded', names)
  const uncrowded = (from: Sql): Sql =>
    sql`select p.* from (${from}) p left anti join ${named('tocsin_crowded')} c on p.object = c.object`
  return { ...found, rows: uncrowded(all), uncrowded }
}

async function countPairs(
  engine: Engine,
  lake: OpenLake,
  settings: Settings,
  progress: ProgressMeter,
): Promise<CountedTrace> {
  const { window, largest, crowded, ...planned } = await plan(engine, lake, settings)
  progress.report('counting', 0)
  const pairs = pairsSql({ rows: planned.rows, window, largest })
  const by = settings.mode === 'objects' ? sql`objects` : sql`weight`
  const found = await askEdges(engine, edgesSql(pairs), sql`${by} >= ${settings.minWeight}`)
  progress.report('counting', 0.6)
  const hashes = BigInt64Array.from(new Set([...found.a, ...found.b]))
  await defineHashes(engine, 'tocsin_wanted', hashes)
  const names = await askNames(engine, 'tocsin_wanted', hashes.length)
  const { edges, accountNames, numbers } = toEdgeTable(found, names)
  progress.report('counting', 0.7)
  const { withContent, epoch, tick } = lake.rows
  const wanted = planned.uncrowded(
    sql`select c.* from ${COUNTED} c left semi join ${named('tocsin_wanted')} w on c.h = w.h`,
  )
  const rows = actsSql(withContent, sql`(${wanted})`)
  const between = pairsSql({ rows, window, largest, withContent })
  if (hashes.length > 0)
    await fillContents(engine, contentsSql(between, withContent), edges, numbers)
  return {
    trace: 'object',
    encoded: {
      acts: noActs(accountNames.length, epoch, tick),
      accountNames,
      accountRows: new Int32Array(accountNames.length),
      objectName: (object) => crowded[object]!.name,
      contentName: () => null,
    },
    edges,
    kept: [...Array(edges.size).keys()].filter((edge) => passes(edges, edge, settings)),
    findings: [],
    crowded: crowded.map(({ acts }, object) => ({ object, acts })),
    counted: { ...planned.sizes, accounts: lake.rows.accounts, edges: found.total },
  }
}

/** Only the mode of contents is not yet decided: an edge has no more of them than it has pairs. */
function passes(edges: EdgeTable, edge: number, { mode, minWeight }: Settings): boolean {
  if (mode !== 'contents') return true
  return Math.min(edges.contents[edge * 2]!, edges.contents[edge * 2 + 1]!) >= minWeight
}

/** Rows on objects that two accounts or more used, these objects, and rows of the largest of them and of its buckets. */
async function askSizes(engine: Engine, all: Sql, window: number) {
  const row = await askRow(
    engine,
    'counting what accounts have in common',
    sql`select coalesce(sum(n), 0) as rows, count(*) as objects, coalesce(max(n), 0) as most, coalesce(max(largest), 0) as largest from (
      select object, sum(n) as n, max(rows) as largest from (
        select object, min(h) as a, max(h) as b, sum(m) as n, count(*) as rows from (${all}) group by object, ${stretch(window)})
      group by object having min(a) <> max(b))`,
  )
  const number = (name: string): number => Number(row[name])
  const sizes = { rows: number('rows'), objects: number('objects') }
  return { sizes, most: number('most'), largest: number('largest') }
}

/** Objects of so many pairs of rows within the window that they are not paired one by one; see coaction/crowded.ts. */
async function askCrowded(engine: Engine, all: Sql, window: number) {
  const large = sql`select object from (${all}) group by object
    having min(h) <> max(h) and sum(m) * (sum(m) - 1) / 2 > ${MOST_PAIRS}`
  const moments = sql`select s.object as object, s.t as t, sum(s.m) as n from (${all}) s
    left semi join (${large}) g on s.object = g.object group by s.object, s.t`
  const rows = await askRows(
    engine,
    'looking for crowded things',
    sql`select object, sum(n) as acts from (
        select object, n, n * (n - 1) / 2 + n * (sum(n) over (partition by object order by t
          range between ${window} preceding and current row) - n) as pairs from (${moments}))
      group by object having sum(pairs) > ${MOST_PAIRS} order by object`,
  )
  return rows.map((row) => ({ name: String(row['object']), acts: Number(row['acts']) }))
}

const PLACES = {
  weight: EDGE.weight,
  objects: EDGE.objects,
  lags: EDGE.lagSum,
  least: EDGE.lagMin,
  first: EDGE.first,
  last: EDGE.last,
} as const

/** Accounts numbered in order of their names, and the edges between them in that order. */
function toEdgeTable(found: SparseEdges, names: ReadonlyMap<bigint, string>) {
  verifyAccountCount(names.size)
  const ordered = [...names].sort(([, x], [, y]) => compareNames(x, y))
  const numbers = new Map(ordered.map(([hash], number) => [hash, number]))
  const edges = new EdgeTable()
  const line = new Float64Array(EDGE_LINE)
  const places = COUNTS.map((name) => PLACES[name])
  for (let k = 0; k < found.a.length; k++) {
    const [x, y] = [numbers.get(found.a[k]!)!, numbers.get(found.b[k]!)!]
    line[EDGE.pair] = Math.min(x, y) * MAX_ACCOUNTS + Math.max(x, y)
    line[EDGE.lastObject] = 0
    for (const [count, place] of places.entries()) line[place] = found.counts[count]![k]!
    edges.absorb(line)
  }
  return { edges: edges.inOrder(), accountNames: ordered.map(([, name]) => name), numbers }
}

/** Writes each side's posts to the edges that are there. */
async function fillContents(
  engine: Engine,
  contents: Sql,
  edges: EdgeTable,
  numbers: ReadonlyMap<bigint, number>,
): Promise<void> {
  await askTables(engine, 'counting posts', contents, () => ({
    take: (table) => {
      const [a, b, ofA, ofB] = ['a', 'b', 'posts_a', 'posts_b'].map((name) =>
        wholeColumn(table, name),
      )
      for (let row = 0; row < table.numRows; row++) {
        const [x, y] = [numbers.get(a![row]!)!, numbers.get(b![row]!)!]
        const edge = edges.find(x, y)
        if (edge < 0) continue
        const [ofX, ofY] = [exact(ofA![row]!), exact(ofB![row]!)]
        edges.contents[edge * 2] = x < y ? ofX : ofY
        edges.contents[edge * 2 + 1] = x < y ? ofY : ofX
      }
    },
    finish: () => undefined,
  }))
}

function noActs(accounts: number, epoch: number, tick: number): Acts {
  const none = new Int32Array(0)
  return {
    rows: 0,
    objectStart: new Int32Array(1),
    account: none,
    time: none,
    content: null,
    accounts,
    epoch,
    tick,
  }
}
