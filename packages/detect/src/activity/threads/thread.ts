/** A worker thread as a pair of queues: what is sent in, and its answers in the order they come. */
import { Worker } from 'node:worker_threads'
import { DetectError } from '../../errors.ts'

export type Thread<In, Out> = {
  send(message: In): void
  /** The next answer; rejects when the thread fails or the caller cancels. */
  receive(): Promise<Out>
  end(): void
}

/** Starts the module at `url`; an abort ends the thread at once, whatever it is doing. */
export function startThread<In, Out>(
  url: URL,
  data: unknown,
  signal?: AbortSignal,
): Thread<In, Out> {
  const isSource = url.pathname.endsWith('.ts')
  const worker = new Worker(url, {
    workerData: data,
    execArgv: isSource
      ? ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning']
      : [],
  })
  const answers: Out[] = []
  const waiting: { resolve: (answer: Out) => void; reject: (error: unknown) => void }[] = []
  let failure: unknown = null
  const fail = (error: unknown) => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(failure)
    void worker.terminate()
  }
  const cancel = () =>
    fail(new DetectError('CANCELLED', 'cancelled', {}, { cause: signal?.reason }))
  worker.on('message', (answer: Out) => {
    const next = waiting.shift()
    if (next) next.resolve(answer)
    else answers.push(answer)
  })
  worker.on('error', fail)
  worker.on('exit', () => {
    signal?.removeEventListener('abort', cancel)
    fail(new Error('the thread ended early'))
  })
  signal?.addEventListener('abort', cancel)
  if (signal?.aborted) cancel()
  return {
    send: (message) => worker.postMessage(message),
    receive: () => {
      if (answers.length > 0) return Promise.resolve(answers.shift()!)
      if (failure !== null) return Promise.reject(failure as Error)
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    end: () => void worker.terminate(),
  }
}
