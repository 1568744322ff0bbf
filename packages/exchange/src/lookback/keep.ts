/** A log or list taken in: digests of what it names are kept, and the file is not. */
import { KEPT_KINDS, LISTS_KEPT, THINGS_KEPT_IN_ALL, type KeptList } from '@tocsin/api'
import { kindOfKey, platformOf, type Gathered } from '@tocsin/detect/match'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { insertRows } from '../db/insert-rows.ts'
import { ExchangeError } from '../errors.ts'
import { openSlots } from '../http/slots.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { digestOf } from './digest.ts'
import { gatherFile, type FileKind, type GatheredFile } from './gather-file.ts'
import { readKeptList } from './read.ts'
import { DAY_MS, lockChosen, lookbackAct } from './store.ts'

export type Keeper = {
  keep: (viewer: Viewer, list: { name: string } & FileKind, request: Request) => Promise<KeptList>
}

/** Files that are read at the same time: of one member, and of all. */
const READ_AT_ONCE = { member: 1, all: 2 }
const CHUNK = 5000
/** How long a list may take to come in; one that takes longer broke off, and is removed. */
const READING_MS = 3_600_000

export function openKeeper(ctx: Context, limits: Limits): Keeper {
  const slots = openSlots(
    'as many files are being read as may be at a time; send this one when one is done',
  )
  return {
    keep: async (viewer, { name, of, platform }, request) => {
      const { memberId } = viewer
      const named = platform === undefined ? undefined : platformOf(platform)
      if (platform !== undefined && named === undefined)
        throw new ExchangeError('bad-request', 'no name of a platform', { path: '/query/platform' })
      if (!request.body) throw new ExchangeError('bad-request', 'the file is empty')
      await limits.count('uploadsPerHour', memberId)
      const giveBack = slots([
        { who: memberId, max: READ_AT_ONCE.member },
        { who: 'all', max: READ_AT_ONCE.all },
      ])
      try {
        const now = () => ctx.clock.now().getTime()
        const gathered = await gatherFile(request.body, { of, platform: named }, now)
        return await write(ctx, viewer, name, gathered)
      } finally {
        giveBack()
      }
    },
  }
}

/** In short transactions, so that a large list holds nobody up; until the last of them nothing is held against it. */
async function write(
  ctx: Context,
  viewer: Viewer,
  name: string,
  file: GatheredFile,
): Promise<KeptList> {
  const { db } = ctx.database
  const { memberId } = viewer
  const id = randomUUID()
  const secret = await begin(ctx, viewer, { id, name, file })
  try {
    let chunk: Gathered[] = []
    const flush = async () => {
      const rows = chunk.map((one) => toRow(one, { id, memberId, secret }))
      chunk = []
      await db.transaction().execute((tx) => insertRows(tx, 'lookback_items', rows))
    }
    for (const thing of file.gathering.things) {
      chunk.push(thing)
      if (chunk.length === CHUNK) await flush()
    }
    await flush()
    await finish(ctx, viewer, id, file)
  } catch (error) {
    // What is half there goes by the clock where this fails too.
    await db.deleteFrom('lookback_lists').where('id', '=', id).execute()
    throw isGone(error) ? new ExchangeError('conflict', ERASED, { cause: error }) : error
  }
  return readKeptList(ctx, viewer, id)
}

const ERASED = 'what your organisation keeps was erased while this was read'

async function begin(
  ctx: Context,
  { memberId, personId }: Viewer,
  { id, name, file }: { id: string; name: string; file: GatheredFile },
): Promise<Uint8Array> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const { days, key } = await lockChosen(tx, memberId)
    const { rows } = await sql<{ lists: number; things: number }>`
      select count(*)::int as lists, coalesce(sum((
        select sum((t ->> 'count')::int) from jsonb_array_elements(things) t)), 0)::int as things
      from lookback_lists where member_id = ${memberId}::uuid`.execute(tx)
    const kept = rows[0]!
    if (kept.lists >= LISTS_KEPT)
      throw new ExchangeError('conflict', `you keep ${LISTS_KEPT} lists already: erase one first`)
    if (kept.things + file.gathering.size > THINGS_KEPT_IN_ALL)
      throw new ExchangeError(
        'conflict',
        `you keep ${kept.things} things, and this names ${file.gathering.size}: ${THINGS_KEPT_IN_ALL} may be kept in all; erase a list first`,
      )
    const at = ctx.clock.now()
    const { format, lines, leftOut, gathering } = file
    await tx
      .insertInto('lookback_lists')
      .values({
        id,
        member_id: memberId,
        person_id: personId ?? null,
        state: 'reading',
        name,
        format,
        kept_at: at,
        ends_at: new Date(at.getTime() + days * DAY_MS),
        lines,
        timeless: gathering.timeless,
        assumed: gathering.assumed,
        things: JSON.stringify(countKinds(gathering.things)),
        left_out: JSON.stringify(leftOut),
        leased_until: new Date(ctx.wall.now().getTime() + READING_MS),
      })
      .execute()
    return key
  })
}

function finish(ctx: Context, viewer: Viewer, id: string, file: GatheredFile): Promise<void> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const by = toActor(viewer)
    const at = ctx.clock.now()
    const { numUpdatedRows } = await tx
      .updateTable('lookback_lists')
      .set({ state: 'kept', leased_until: null })
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new ExchangeError('conflict', ERASED)
    const { size } = file.gathering
    const statement = `Keeps ${size} things of ${file.lines} lines for look-back`
    await appendLog(tx, [lookbackAct('lookback.kept', by, at, { statement, list: id })])
    await announce(tx, { kind: 'lookback.changed', subject: id, at, members: [by.memberId] })
  })
}

function toRow(
  thing: Gathered,
  { id, memberId, secret }: { id: string; memberId: string; secret: Uint8Array },
) {
  const { kind, lines, first, last } = thing
  return {
    list_id: id,
    member_id: memberId,
    kind,
    digest: digestOf(secret, thing),
    lines,
    first_at: first === null ? null : new Date(first),
    last_at: last === null ? null : new Date(last),
  }
}

function countKinds(things: Iterable<Gathered>): { kind: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { kind } of things) {
    const name = kindOfKey(kind)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return KEPT_KINDS.flatMap((kind) => {
    const count = counts.get(kind)
    return count === undefined ? [] : [{ kind, count }]
  })
}

/** The list went while its things came in. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}
