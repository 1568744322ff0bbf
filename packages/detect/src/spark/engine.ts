/**
 * A session of an engine that speaks Spark Connect: views, and questions whose answers are taken whole or not at all.
 *
 * A question is asked again, in a session of its own, where a connection broke, a worker died or the engine was started
 * anew; what came before is thrown away with the sink that held it. The answers are whole only when the engine has said
 * `ResultComplete`: a stream that it ends before (it may, every some minutes) is taken up again behind the last answer.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { verifyGoing } from '../progress.ts'
import { loadArrow, type Table } from './arrow.ts'
import { readEndpoint } from './endpoint.ts'
import { CutShort, isPassing, toEngineError } from './failure.ts'
import { connect, type Connection, type Relation, type Response } from './protocol.ts'
import type { Sql } from './sql.ts'

/** Takes the answers of one try. */
export type Sink<T> = {
  take(table: Table): void
  finish(): T
}

export type Engine = {
  readonly address: string
  /** Makes a view of this session; a later session of the same engine has it too. */
  define(view: string, relation: Relation): Promise<void>
  /** Asks; `start` makes a sink for each try. `doing` completes "while …" in an error. */
  ask<T>(doing: string, query: Sql, start: () => Sink<T>): Promise<T>
  close(): void
}

/** Milliseconds before each further try. */
const PAUSES = [500, 2000, 5000]
/** Times an answer may be taken up again without anything new in it. */
const IDLE_ENDS = 3
const SHORT = 20_000

type Session = {
  readonly connection: Connection
  readonly ids: {
    readonly session_id: string
    readonly user_context: object
    readonly client_type: string
  }
}

export type EngineOptions = {
  readonly signal?: AbortSignal
  /** Milliseconds before each further try. */
  readonly pauses?: readonly number[]
  /** PEM of who may vouch for the engine, in place of those that Node trusts. */
  readonly roots?: Buffer
}

/** Opens nothing before the first question. Throws BAD_OPTION; later ENGINE_… errors. */
export function openEngine(
  written: string,
  { signal, pauses = PAUSES, roots }: EngineOptions = {},
): Engine {
  const endpoint = readEndpoint(written)
  const views = new Map<string, Relation>()
  let session: Session | null = null
  const drop = (): void => {
    session?.connection.close()
    session = null
  }
  const run = async <T>(doing: string, work: (session: Session) => Promise<T>): Promise<T> => {
    for (let tried = 0; ; tried++) {
      verifyGoing(signal)
      try {
        session ??= await openSession(connect(endpoint, { roots }), endpoint.user, views, signal)
        return await work(session)
      } catch (cause) {
        drop()
        verifyGoing(signal)
        if (!isPassing(cause) || tried === pauses.length)
          throw toEngineError(cause, endpoint.address, doing)
        await wait(pauses[tried], undefined, { signal }).catch(() => verifyGoing(signal))
      }
    }
  }
  return {
    address: endpoint.address,
    define: async (view, relation) => {
      await run(`making the view ${view}`, (open) =>
        execute(open, toView(view, relation), () => undefined, signal),
      )
      views.set(view, relation)
    },
    ask: (doing, query, start) =>
      run(doing, async (open) => {
        const sink = start()
        await execute(
          open,
          { root: { sql: { query: query.text } } },
          (batch) => sink.take(toTable(batch)),
          signal,
        )
        return sink.finish()
      }),
    close: drop,
  }
}

async function openSession(
  connection: Connection,
  user: string,
  views: ReadonlyMap<string, Relation>,
  signal?: AbortSignal,
): Promise<Session> {
  const session: Session = {
    connection,
    ids: {
      session_id: randomUUID(),
      user_context: { user_id: user, user_name: user },
      client_type: 'tocsin',
    },
  }
  try {
    // Times without a zone are UTC, as on one machine.
    const pairs = [{ key: 'spark.sql.session.timeZone', value: 'UTC' }]
    await short(session, 'Config', { operation: { set: { pairs } } })
    for (const [view, relation] of views)
      await execute(session, toView(view, relation), () => undefined, signal)
    return session
  } catch (cause) {
    session.connection.close()
    throw cause
  }
}

function short(
  { connection, ids }: Session,
  method: 'Config' | 'Interrupt' | 'ReleaseExecute',
  request: object,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = new Date(performance.timeOrigin + performance.now() + SHORT)
    connection[method]({ ...ids, ...request }, { deadline }, (error) =>
      error === null ? resolve() : reject(error),
    )
  })
}

function toView(name: string, input: Relation): object {
  return { command: { create_dataframe_view: { input, name, is_global: false, replace: true } } }
}

/** Runs a plan to its end; throws CutShort where the engine never says that the end was reached. */
async function execute(
  session: Session,
  plan: object,
  onBatch: (batch: NonNullable<Response['arrow_batch']>) => void,
  signal?: AbortSignal,
): Promise<void> {
  const { connection, ids } = session
  const operation = { ...ids, operation_id: randomUUID() }
  const request_options = [{ reattach_options: { reattachable: true } }]
  let last = ''
  let idle = 0
  let stream = connection.ExecutePlan({ ...operation, plan, request_options })
  const cancel = (): void => {
    stream.cancel()
    // The engine is told too, so that it does not go on counting; that it was told is no condition of ending here.
    short(session, 'Interrupt', { interrupt_type: 1 }).catch(() => undefined)
  }
  signal?.addEventListener('abort', cancel, { once: true })
  try {
    for (;;) {
      const before = last
      for await (const response of stream) {
        if (response.response_id) last = response.response_id
        if (response.arrow_batch) onBatch(response.arrow_batch)
        if (!response.result_complete) continue
        // A courtesy: an engine that does not hear it forgets the answers by itself.
        short(session, 'ReleaseExecute', {
          operation_id: operation.operation_id,
          release_all: {},
        }).catch(() => undefined)
        return
      }
      idle = last === before ? idle + 1 : 0
      if (idle === IDLE_ENDS) throw new CutShort('its answers ended before they were whole')
      stream = connection.ReattachExecute({ ...operation, last_response_id: last || undefined })
    }
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

/** One batch as a table. Throws CutShort where rows are missing from it. */
function toTable({ row_count: rows, data }: NonNullable<Response['arrow_batch']>): Table {
  const table = loadArrow().tableFromIPC(data)
  if (table.numRows !== Number(rows ?? 0))
    throw new CutShort(`a batch of ${rows} rows held ${table.numRows}`)
  return table
}
