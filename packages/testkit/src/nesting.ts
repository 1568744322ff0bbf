import type { Database } from '@tocsin/exchange'
import { AsyncLocalStorage } from 'node:async_hooks'

/** Whoever waits this long for what it holds itself waits for ever. */
const PATIENCE_MS = 20_000

/** A connection of `pool` that a flow of acts holds until `ended`. */
type Held = { pool: object; isOpen: boolean; ended: Promise<void> }

const flow = new AsyncLocalStorage<Held>()

/** Runs what somebody else does while a test itself holds a transaction. */
export function asAnother<T>(act: () => T): T {
  return flow.exit(act)
}

/**
 * Makes a server's connections those of an embedded database as far as one flow of acts goes: what asks for a connection within
 * a transaction waits until that has ended, and throws where it is itself what the transaction waits for. On a server alone it would
 * be given a second connection, and stand still only once it meets the one connection of an embedded database.
 */
export function refuseNesting({ db }: Pick<Database, 'db'>, patience = PATIENCE_MS): void {
  const executor = db.getExecutor()
  const provide = executor.provideConnection.bind(executor)
  executor.provideConnection = async (consumer, options) => {
    const held = flow.getStore()
    if (held?.isOpen && held.pool === executor) await untilEnded(held, patience)
    return provide((connection) => {
      let end = () => {}
      const ended = new Promise<void>((resolve) => (end = resolve))
      const own: Held = { pool: executor, isOpen: true, ended }
      return flow.run(own, async () => {
        try {
          return await consumer(connection)
        } finally {
          own.isOpen = false
          end()
        }
      })
    }, options)
  }
}

async function untilEnded({ ended }: Held, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new Error('a statement was asked for beside the open transaction it is part of')),
      patience,
    )
  })
  try {
    await Promise.race([ended, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
