/**
 * The acts of a lake, home: what a null of chance must know of everybody. Acts on things that a single account used stay
 * there, and so do all rows and texts; an act comes as hashes of thing and account, its time and its post id.
 *
 * Numbers are given as one machine gives them (accounts, things and posts in order of their names, acts by time, account and
 * post), so that whatever is made of them is the same to the last bit.
 */
import { DetectError } from '../../errors.ts'
import { compareNames } from '../../name-order.ts'
import type { Table } from '../../spark/arrow.ts'
import { openEngine, type Engine } from '../../spark/engine.ts'
import { NOTHING, sql } from '../../spark/sql.ts'
import type { ProgressMeter } from '../../progress.ts'
import { toActs, verifyAccountCount } from '../acts.ts'
import type { Activity } from '../read/activity.ts'
import type { EncodedActs } from '../read/encode.ts'
import { settleTies } from '../read/sort-rows.ts'
import type { ReadingSettings } from '../reading-options.ts'
import { askTables, wholeColumn } from './ask.ts'
import { HashIndex, halves } from './hash-index.ts'
import { openRows } from './open-rows.ts'
import { ACTS, COUNTED, type LakeRows } from './rows.ts'

/** Acts on shared things above which they are not taken home: with what is made of them they fill some 20 GB. */
const MOST_ACTS = 2 ** 27

type Hooks = { readonly progress: ProgressMeter; readonly signal?: AbortSignal }

/** Reads the acts of `inputs` by the engine at `spark`. Throws DetectError; ENGINE_… where the engine is at fault. */
export async function readLake(
  spark: string,
  inputs: readonly string[],
  settings: ReadingSettings,
  { progress, signal }: Hooks,
): Promise<Activity> {
  const engine = openEngine(spark, { signal })
  try {
    progress.report('checking', 0)
    const { rows, activity } = await openRows(engine, inputs, settings)
    progress.report('reading', 0.2)
    const encoded = await readActs(engine, rows, (part) =>
      progress.report('reading', 0.2 + 0.8 * part),
    )
    await rows.verifyUnchanged()
    return { ...activity, traces: new Map([['object', encoded]]) }
  } finally {
    engine.close()
  }
}

async function readActs(
  engine: Engine,
  rows: LakeRows,
  onPart: (part: number) => void,
): Promise<EncodedActs> {
  const accounts = await askNamed(
    engine,
    'reading the names of accounts',
    sql`select n.name as name, n.h as id, r.acts as acts from (select h, min(account) as name from ${COUNTED} group by h) n
      join (select h, sum(m) as acts from ${ACTS} group by h) r on n.h = r.h`,
  )
  if (accounts.names.length !== rows.accounts)
    throw new DetectError(
      'ENGINE_INCOMPLETE',
      `of ${rows.accounts} accounts ${accounts.names.length} came`,
    )
  verifyAccountCount(accounts.names.length)
  const shared = sql`select object from ${ACTS} group by object having min(h) <> max(h)`
  const things = await askNamed(
    engine,
    'reading what accounts have in common',
    sql`select object as name, xxhash64(0, object) as id, sum(m) as acts from ${ACTS} group by object having min(h) <> max(h)`,
  )
  const total = things.acts.reduce((sum, acts) => sum + acts, 0)
  if (total > MOST_ACTS)
    throw new DetectError(
      'TOO_MANY',
      `${total.toLocaleString('en')} acts on things that accounts have in common would have to come to this machine for its null of chance, and ${MOST_ACTS.toLocaleString('en')} may; pairs alone (--edges) are counted on the engine`,
    )
  const content = rows.withContent ? sql`, a.content as content` : NOTHING
  const columns = await askTables(
    engine,
    'reading acts',
    sql`select xxhash64(0, a.object) as o, a.h as h, a.t as t, a.m as m ${content} from ${ACTS} a
      left semi join (${shared}) s on a.object = s.object`,
    () => new ActSink(total, rows, things.index, accounts.index, onPart),
  )
  const { names: contentNames, content: contents } = columns.contents()
  const sizes = { objects: things.names.length, accounts: accounts.names.length }
  const clock = { epoch: rows.epoch, tick: rows.tick }
  const { acts } = toActs({ ...columns.numbers, content: contents }, sizes, clock)
  settleTies(acts)
  return {
    acts,
    accountNames: accounts.names,
    accountRows: Int32Array.from(accounts.acts),
    objectName: (object) => things.names[object]!,
    contentName: (post) => contentNames[post] ?? null,
  }
}

type Named = {
  readonly names: readonly string[]
  readonly acts: readonly number[]
  readonly index: HashIndex
}

/** Names with their hashes and numbers of acts, in order of the names. */
async function askNamed(
  engine: Engine,
  doing: string,
  query: ReturnType<typeof sql>,
): Promise<Named> {
  const found = await askTables(engine, doing, query, () => {
    const all: { name: string; id: bigint; acts: number }[] = []
    return {
      take: (table: Table) => {
        const [ids, acts] = [wholeColumn(table, 'id'), wholeColumn(table, 'acts')]
        const names = table.getChild('name')!
        for (let row = 0; row < table.numRows; row++)
          all.push({ name: String(names.get(row)), id: ids[row]!, acts: Number(acts[row]) })
      },
      finish: () => all,
    }
  })
  found.sort((x, y) => compareNames(x.name, y.name))
  try {
    const index = new HashIndex(BigInt64Array.from(found, ({ id }) => id))
    return { names: found.map(({ name }) => name), acts: found.map(({ acts }) => acts), index }
  } catch (cause) {
    throw new DetectError(
      'TOO_MANY',
      'two things have one hash, so they cannot be told apart',
      {},
      { cause },
    )
  }
}

/** Gathers acts as they come. */
class ActSink {
  readonly numbers: {
    readonly object: Int32Array
    readonly account: Int32Array
    readonly time: Int32Array | Float64Array
  }
  private size = 0
  private readonly post: Int32Array | null
  private readonly posts = new Map<string, number>()
  private nameless = 0
  private readonly total: number
  private readonly objects: HashIndex
  private readonly accounts: HashIndex
  private readonly onPart: (part: number) => void

  constructor(
    total: number,
    { tick, withContent }: LakeRows,
    objects: HashIndex,
    accounts: HashIndex,
    onPart: (part: number) => void,
  ) {
    this.numbers = {
      object: new Int32Array(total),
      account: new Int32Array(total),
      time: tick === 1 ? new Int32Array(total) : new Float64Array(total),
    }
    this.post = withContent ? new Int32Array(total) : null
    this.total = total
    this.objects = objects
    this.accounts = accounts
    this.onPart = onPart
  }

  take(table: Table): void {
    const [o, h, t] = ['o', 'h', 't'].map((name) => wholeColumn(table, name)) as [
      BigInt64Array,
      BigInt64Array,
      BigInt64Array,
    ]
    const [things, users] = [halves(o), halves(h)]
    const times = wholeColumn(table, 'm')
    const contents = this.post === null ? null : table.getChild('content')!
    for (let row = 0; row < table.numRows; row++) {
      const object = this.objects.find(things[row * 2]!, things[row * 2 + 1]!)
      const account = this.accounts.find(users[row * 2]!, users[row * 2 + 1]!)
      const id = contents === null ? null : (contents.get(row) as string | null)
      for (let time = Number(times[row]); time > 0; time--)
        this.add(object, account, Number(t[row]), id)
    }
    this.onPart(this.size / this.total)
  }

  finish(): ActSink {
    if (this.size === this.total) return this
    throw new DetectError(
      'ENGINE_INCOMPLETE',
      `of ${this.total} acts ${this.size} came: the lake changed while it was read`,
    )
  }

  /** Posts by number in order of their names; those without one come last and have none. */
  contents(): { names: readonly string[]; content: Int32Array | null } {
    if (this.post === null) return { names: [], content: null }
    const names = [...this.posts.keys()].sort(compareNames)
    const place = new Int32Array(names.length)
    for (const [number, name] of names.entries()) place[this.posts.get(name)!] = number
    const content = this.post.map((post) => (post < 0 ? names.length - post - 1 : place[post]!))
    return { names, content }
  }

  private add(object: number, account: number, time: number, id: string | null): void {
    if (object < 0 || account < 0 || this.size === this.total)
      throw new DetectError(
        'ENGINE_INCOMPLETE',
        'an act came that was not there before: the lake changed while it was read',
      )
    this.numbers.object[this.size] = object
    this.numbers.account[this.size] = account
    this.numbers.time[this.size] = time
    if (this.post !== null)
      this.post[this.size] = id === null ? -++this.nameless : this.numberOf(id)
    this.size++
  }

  private numberOf(id: string): number {
    const known = this.posts.get(id)
    if (known !== undefined) return known
    this.posts.set(id, this.posts.size)
    return this.posts.size - 1
  }
}
