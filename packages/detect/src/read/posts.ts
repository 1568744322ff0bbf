/** Streams a table of posts once and turns it into acts, one set of columns for each trace asked for. */
import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api'
import { toActs } from '../coaction/acts.ts'
import type { EncodedActs } from './encode.ts'
import type { Role } from '../presets/presets.ts'
import { groupNearDuplicates } from '../text/near-duplicates.ts'
import { postObjects, type PostTrace } from '../traces/post-objects.ts'
import { quoteName, verifyGoing } from './database.ts'
import { Dictionary, GrowingInts } from './growing.ts'
import type { Rows } from './rows.ts'

interface Clients {
  readonly of: GrowingInts
  readonly names: readonly string[]
  part(name: string): number
}

/** Posts in input order, as far as evidence needs them. */
export interface Posts {
  readonly accountNames: readonly string[]
  readonly texts: readonly string[] | null
  readonly ids: readonly string[] | null
  /** Number of each post's tool, and the tools' names. */
  readonly clients: Clients | null
  /** What an account says it is, by account, where it says anything. */
  readonly declared: ReadonlyMap<number, string>
}

export interface ReadPosts {
  readonly posts: Posts
  /** `contentName` gives a post's id or its row; acts' contents are positions in `posts`. */
  readonly traces: ReadonlyMap<PostTrace, EncodedActs>
}

/** Least Jaccard similarity of two posts that say nearly the same: about one word in eight differs. */
const NEAR = 0.5

/** Above this many posts their texts are not kept, and evidence comes without excerpts. */
const KEPT_TEXTS = 2_000_000

/** Reads every post; calls `onRows` after each chunk with the rows read so far. */
export async function readPosts(
  connection: DuckDBConnection,
  rows: Rows,
  traces: readonly PostTrace[],
  options: { keepAll: boolean; signal?: AbortSignal; onRows?: (rows: number) => void },
): Promise<ReadPosts> {
  const epoch = Math.floor(rows.from / 1e6)
  const tick = rows.wholeSeconds && rows.to / 1e6 - epoch < 2 ** 31 ? 1 : 1e-6
  const fields = rows.roles.filter((role) => role !== 'account' && role !== 'time')
  const stream = await connection.stream(
    `select account, (micros - ${epoch}::bigint * 1000000)::double, ${fields.map((role) => `${quoteName(role)}::varchar`).join(', ')} from (${rows.sql})`,
  )
  const accounts = new Dictionary()
  const columns = new Map(traces.map((trace) => [trace, new TraceColumns()]))
  const account = new Int32Array(rows.count)
  const time = tick === 1 ? new Int32Array(rows.count) : new Float64Array(rows.count)
  const texts: string[] | null = fields.includes('text') && rows.count <= KEPT_TEXTS ? [] : null
  const ids: string[] | null = fields.includes('content') ? [] : null
  const tools = fields.includes('client') ? new Dictionary() : null
  const toolOf = new GrowingInts()
  const declared = new Map<number, string>()
  for (let read = 0; ;) {
    const chunk = await stream.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) break
    verifyGoing(options.signal)
    const names = chunk.getColumnVector(0)
    const times = chunk.getColumnVector(1)
    const vectors = fields.map((_, k) => chunk.getColumnVector(k + 2))
    for (let k = 0; k < chunk.rowCount; k++, read++) {
      account[read] = accounts.number(String(names.getItem(k)))
      time[read] = Math.round(Number(times.getItem(k)) * (tick === 1 ? 1e-6 : 1))
      const post = fieldsOf(fields, vectors, k)
      texts?.push(post.text ?? '')
      ids?.push(post.content ?? '')
      if (tools) toolOf.push(tools.number(post.client ?? ''))
      if (post.declared) declared.set(account[read]!, post.declared)
      for (const [trace, column] of columns)
        for (const object of postObjects(trace, post)) column.add(object, read)
    }
    options.onRows?.(read)
  }
  const clients = tools && toClients(toolOf, tools.names)
  const posts = { accountNames: accounts.names, texts, ids, clients, declared }
  const clock = { epoch, tick }
  const encoded = new Map<PostTrace, EncodedActs>()
  for (const [trace, column] of columns)
    encoded.set(
      trace,
      column.toEncoded(trace === 'near-text', posts, account, time, clock, options.keepAll),
    )
  return { posts, traces: encoded }
}

function fieldsOf(fields: readonly Role[], vectors: readonly DuckDBVector[], row: number) {
  const post: Partial<Record<Role, string | null>> = {}
  for (let k = 0; k < fields.length; k++)
    post[fields[k]!] = vectors[k]!.getItem(row) as string | null
  return post
}

class TraceColumns {
  private readonly dictionary = new Dictionary()
  private readonly object = new GrowingInts()
  private readonly post = new GrowingInts()

  add(object: string, post: number): void {
    this.object.push(this.dictionary.number(object))
    this.post.push(post)
  }

  /** `near` joins objects that are nearly the same text. */
  toEncoded(
    near: boolean,
    posts: Posts,
    account: Int32Array,
    time: Int32Array | Float64Array,
    clock: { epoch: number; tick: number },
    keepAll: boolean,
  ): EncodedActs {
    const content = this.post.whole()
    const { names } = this.dictionary
    const { texts, ids, clients, declared } = posts
    const clientOf = clients?.of.whole()
    const accountRows = new Int32Array(posts.accountNames.length)
    for (const post of content) accountRows[account[post]!]!++
    const { acts, objectIds } = toActs(
      {
        object: near ? joinNear(this.object.whole(), names) : this.object.whole(),
        account: Int32Array.from(content, (post) => account[post]!),
        time:
          time instanceof Int32Array
            ? Int32Array.from(content, (post) => time[post]!)
            : Float64Array.from(content, (post) => time[post]!),
        content,
      },
      { objects: names.length, accounts: posts.accountNames.length },
      clock,
      { keepAll },
    )
    return {
      acts,
      accountNames: posts.accountNames,
      accountRows,
      objectName: (object) => names[objectIds[object]!]!,
      contentName: (content) => ids?.[content] ?? null,
      contentRow: (content) => content + 1,
      contentClient: clientOf && ((content) => clients!.names[clientOf[content]!] ?? ''),
      clientPart: clients?.part,
      accountDeclared: declared.size > 0 ? (account) => declared.get(account) ?? '' : undefined,
      contentText: texts === null ? undefined : (content) => texts[content] ?? '',
    }
  }
}

/** A group of near-duplicates goes by the number of its first text. */
function joinNear(object: Int32Array, names: readonly string[]): Int32Array {
  const { group } = groupNearDuplicates(names, { threshold: NEAR })
  return object.map((number) => group[number]!)
}

function toClients(of: GrowingInts, names: readonly string[]): Clients {
  const counts = new Map<string, number>()
  const whole = of.whole()
  for (const client of whole) counts.set(names[client]!, (counts.get(names[client]!) ?? 0) + 1)
  return { of, names, part: (name) => (counts.get(name) ?? 0) / Math.max(1, whole.length) }
}
