import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { PsiError, type PsiErrorCode } from '../errors.ts'
import { doJob, type Job } from './job.ts'
import { TAG } from '../table.ts'
import { POINT } from './points.ts'

/** Items of one job: some 0.2 seconds of a thread, so that an abort is heard soon and no thread idles for long at the end. */
const CHUNK = 4096
/** Below this starting threads costs more than it gains. */
const FEW = 2048

export type Work = {
  readonly threads?: number
  readonly signal?: AbortSignal
  /** Items done so far, of one step. */
  readonly onProgress?: (done: number, total: number) => void
}

type Answer = { bytes: Uint8Array } | { code?: PsiErrorCode; index?: number; message: string }
type Whole = {
  readonly kind: Job['kind']
  readonly values?: readonly string[]
  readonly points?: Buffer
  readonly scalar: Buffer
  readonly context: Buffer
}

/**
 * Does one step for all items, on as many threads as there are processors unless told otherwise; gives points or tags in the order of
 * the items. Throws `bad-point` with the place of the point, `ended` on an abort and `worker-failed` where a thread dies.
 */
export async function runWhole(whole: Whole, work: Work = {}): Promise<Buffer> {
  const total = whole.values?.length ?? whole.points!.length / POINT
  const size = whole.kind === 'table' || whole.kind === 'finish' ? TAG : POINT
  const out = Buffer.alloc(total * size)
  const threads = Math.max(
    1,
    Math.min(work.threads ?? availableParallelism(), Math.ceil(total / CHUNK)),
  )
  if (work.signal?.aborted) throw new PsiError('ended', 'stopped', { cause: work.signal.reason })
  if (total <= FEW) {
    Buffer.from(doJob(jobAt(whole, 0, total))).copy(out)
    work.onProgress?.(total, total)
    return out
  }
  let next = 0
  let done = 0
  const take = () => {
    const from = next
    next = Math.min(total, next + CHUNK)
    return { from, until: next }
  }
  const workers = Array.from({ length: threads }, () => startWorker())
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (let { from, until } = take(); from < until; { from, until } = take()) {
          const bytes = await ask(worker, jobAt(whole, from, until), from, work.signal)
          out.set(bytes, from * size)
          done += until - from
          work.onProgress?.(done, total)
        }
      }),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  return out
}

function jobAt({ kind, values, points, scalar, context }: Whole, from: number, until: number): Job {
  if (kind === 'blind' || kind === 'table')
    return { kind, values: values!.slice(from, until), scalar, context }
  return {
    kind,
    points: Uint8Array.from(points!.subarray(from * POINT, until * POINT)),
    scalar,
    context,
  }
}

function startWorker(): Worker {
  const url = new URL(import.meta.url.replace(/pool(?=\.[jt]s$)/, 'worker'))
  const execArgv = url.pathname.endsWith('.ts')
    ? ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning']
    : []
  return new Worker(url, { execArgv })
}

function ask(worker: Worker, job: Job, from: number, signal?: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
      signal?.removeEventListener('abort', onAbort)
      finish()
    }
    const onMessage = (answer: Answer) =>
      settle(() => ('bytes' in answer ? resolve(answer.bytes) : reject(toError(answer, from))))
    const fail = (cause: unknown) =>
      settle(() => reject(new PsiError('worker-failed', 'a thread failed', { cause })))
    const onError = (error: unknown) => fail(error)
    const onExit = () => fail(undefined)
    const onAbort = () =>
      settle(() => reject(new PsiError('ended', 'stopped', { cause: signal?.reason })))
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    signal?.addEventListener('abort', onAbort)
    worker.postMessage(job, 'points' in job ? [job.points.buffer] : [])
  })
}

function toError(
  answer: { code?: PsiErrorCode; index?: number; message: string },
  from: number,
): PsiError {
  const { code, index, message } = answer
  if (code === 'bad-point' && index !== undefined)
    return new PsiError(code, `point ${from + index} is of small order`, { index: from + index })
  return new PsiError(code ?? 'worker-failed', message)
}
