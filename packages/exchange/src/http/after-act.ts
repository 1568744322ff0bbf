import { toCodedFailure } from '../db/failures.ts'
import { ExchangeError } from '../errors.ts'

/**
 * The reply to an act that is done: what it has become, read as whoever acted may read by then. Throws `done-unread` where that
 * fails, whatever the reason (the caller's organisation left amid it, the database went away): a failure to read is never
 * told as a failure to act, or the act would be taken for undone.
 */
export async function afterAct<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const coded = cause instanceof ExchangeError ? cause : toCodedFailure(cause)
    const why = coded && coded.code !== 'internal' ? coded.message : 'something failed here'
    const message = `this is done and stands; what it is now could not be read back: ${why}`
    // A refusal to read is told whole; only a failure of the exchange itself is logged.
    const isRefusal = cause instanceof ExchangeError && coded?.cause === undefined
    throw new ExchangeError('done-unread', message, isRefusal ? {} : { cause })
  }
}
