/** Long work that Ctrl-C ends with nothing written. */
import { DetectError } from '@tocsin/detect'

/** Runs `work` until it is done, or until SIGINT, which is said on standard error and ends with status 130. */
export async function untilCancelled(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const abort = new AbortController()
  const cancel = () => abort.abort(new DetectError('CANCELLED', 'cancelled; nothing was written'))
  process.once('SIGINT', cancel)
  try {
    await work(abort.signal)
  } catch (error) {
    if (!abort.signal.aborted) throw error
    console.error('tocsin: cancelled; nothing was written')
    process.exitCode = 130
  } finally {
    process.removeListener('SIGINT', cancel)
  }
}
