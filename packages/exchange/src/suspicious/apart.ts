/** A suspicious mail is read in a thread of its own, which ends when it takes too long or too much: other work goes on. */
import type { SuspiciousReading } from '@tocsin/detect/suspicious'
import { Worker } from 'node:worker_threads'
import { openTurns } from '../detection/turns.ts'
import { ExchangeError } from '../errors.ts'

export type Looked = { mail: Uint8Array } | { words: string }

export type Order = {
  looked: Looked
  /** Names of the own side's mail servers. */
  own: readonly string[]
  /** Name servers that may be asked; undefined where nobody may be. */
  resolvers: readonly string[] | undefined
  now: number
}
export type Outcome = { reading: SuspiciousReading } | { code: string; fault: string }

const MOST_MS = 20_000
const MOST_MIB = 768
/** Threads at once; more wait, and beyond that many are told to come again. Anybody can send a mail: those wait among themselves. */
const AT_ONCE = { page: 2, mail: 1 } as const
const MOST_WAITING = 20

/** Who waits with whom. */
export type Lane = keyof typeof AT_ONCE

const turns = { page: openTurns(AT_ONCE.page), mail: openTurns(AT_ONCE.mail) }
const inHand = { page: 0, mail: 0 }

/** Reads it. Throws `bad-request` with the place of what cannot be read, `too-large` beyond a bound, `unavailable` where too many wait. */
export async function readApart(order: Order, lane: Lane = 'page'): Promise<SuspiciousReading> {
  if (inHand[lane] >= AT_ONCE[lane] + MOST_WAITING)
    throw new ExchangeError(
      'unavailable',
      'too many mails are being looked at; try again in a minute',
    )
  inHand[lane]++
  try {
    // Each in its order, whoever asks: who sends mails to the exchange is not known before they are read.
    const outcome = await turns[lane].take('all', () => run(order))
    if ('reading' in outcome) return outcome.reading
    throw new ExchangeError(
      outcome.code === 'TOO_MANY' ? 'too-large' : 'bad-request',
      outcome.fault,
    )
  } finally {
    inHand[lane]--
  }
}

function run(order: Order): Promise<Outcome> {
  const isSource = import.meta.filename.endsWith('.ts')
  const worker = new Worker(new URL(isSource ? './worker.ts' : './worker.js', import.meta.url), {
    workerData: order,
    execArgv: isSource
      ? ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning']
      : [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MIB },
  })
  return new Promise<Outcome>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new ExchangeError('too-large', 'it takes too long to be read')),
      MOST_MS,
    )
    worker.once('message', resolve)
    worker.once('error', (cause: Error & { code?: string }) =>
      reject(
        cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? new ExchangeError('too-large', 'it takes too much memory to be read', { cause })
          : cause,
      ),
    )
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('the thread that reads mails ended early'))
    })
  }).finally(() => void worker.terminate())
}
