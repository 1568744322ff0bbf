/** What is said to whoever has proven an identifier: worked out by the clock, and shown at an instant that does not depend on what was found. */
import type { NamedAnswer } from '@tocsin/api'
import { commitToIdentifier, toBase64 } from '@tocsin/proof'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import { inTurn } from '../jobs/in-turn.ts'
import type { Job } from '../jobs/loop.ts'
import { appendLog, sha256 } from '../log/append.ts'
import { decideNaming } from '../policy/naming.ts'
import { findReleases, type FoundRelease } from './find.ts'
import { toText } from './identifier.ts'
import { forgetDue } from './forget.ts'
import { becameOf, quietFor } from './rules.ts'
import { lockWorkedOut, selectProven, type ProvenAsk, type WorkedOut } from './store.ts'
import { statementOf } from './statement.ts'

/** Background work: answers what is proven, and forgets what is over. */
export function namedJob(ctx: Context, deadlines: Deadlines): Job {
  return {
    name: 'answer who may be named',
    everyMs: 2000,
    run: () =>
      deadlines.hold(async () => {
        let more = false
        // What is due first: what the log shows must not hang on how long a search takes.
        await inTurn([answerDue, workOutWaiting, forgetDue], async (part) => {
          if (await part(ctx)) more = true
        })
        return more
      }),
  }
}

/** Works out the answers of those that have waited longest; whether there were any. One that cannot be holds up no other. */
async function workOutWaiting(ctx: Context): Promise<boolean> {
  const asks = await selectProven(ctx.database.db)
  await inTurn(asks, (ask) => workOutOne(ctx, ask))
  return asks.length > 0
}

/** Works out one answer, and keeps it to itself. */
async function workOutOne(ctx: Context, ask: ProvenAsk): Promise<void> {
  const answer = await workOut(ctx, ask, ctx.clock.now())
  await ctx.database.db
    .updateTable('named_asks')
    .set({ answer: JSON.stringify(answer) })
    .where('id', '=', ask.id)
    // It may have been worked out by another process, or erased, while this one looked.
    .where('state', '=', 'proven')
    .where('answer', 'is', null)
    .execute()
}

/** States each answer whose instant has come; whether there were any. */
async function answerDue(ctx: Context): Promise<boolean> {
  let any = false
  while (await answerNext(ctx)) any = true
  return any
}

/** States one answer whose instant has come; whether there was one. */
async function answerNext(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const due = await lockWorkedOut(tx, at)
    if (due) await record(tx, due, at)
    return due !== undefined
  })
}

/** The counts, all of one snapshot of the database: as many entries as the log shows there, nothing later. */
function workOut(ctx: Context, { identifier }: ProvenAsk, now: Date): Promise<NamedAnswer> {
  const snapshot = ctx.database.db.transaction().setIsolationLevel('repeatable read')
  return snapshot.execute(async (tx) => {
    const { rows } = await sql<{ entries: number }>`
      select coalesce(max(index) + 1, 0) as entries from log_entries`.execute(tx)
    const told = tellable(ctx, await findReleases(tx, identifier), now)
    const of = (became: string) => told.filter((one) => becameOf(one, now) === became)
    return {
      asOf: now.toISOString(),
      entries: Number(rows[0]!.entries),
      standing: of('standing').length,
      senderKinds: new Set(of('standing').map(({ senderKind }) => senderKind)).size,
      withdrawn: of('withdrawn').length,
      corrected: of('corrected').length,
      ended: of('ended').length,
    }
  })
}

function tellable(ctx: Context, found: readonly FoundRelease[], now: Date): FoundRelease[] {
  const context = { now, exit: 'door' as const, exercise: ctx.config.exercise }
  return found.filter(
    (release) =>
      decideNaming(
        {
          senderKind: release.senderKind,
          releasedAt: release.releasedAt,
          quietFor: quietFor(release, found, now),
          isProven: true,
          context,
        },
        ctx.policies,
      ).allow,
  )
}

async function record(tx: Tx, ask: WorkedOut, at: Date): Promise<void> {
  const { answer } = ask
  const about = commitToIdentifier(toText(ask.identifier), ask.salt, sha256)
  const payload = {
    statement: statementOf(answer, ask),
    ask: ask.id,
    kind: ask.identifier.kind,
    about: toBase64(about),
    proven: ask.how,
    provenAt: ask.provenAt.toISOString(),
    ...answer,
  }
  const [index] = await appendLog(tx, [
    {
      kind: 'named.answered',
      at,
      subject: `named:${ask.id}`,
      payload,
      by: 'clock',
      members: [],
    },
  ])
  await tx
    .updateTable('named_asks')
    .set({ state: 'answered', answered_at: at, log_index: index! })
    .where('id', '=', ask.id)
    .execute()
}
