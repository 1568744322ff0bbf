import type { ColumnMapping, DetectOptions, Finding, SourceDescription } from '@tocsin/detect'
import { Worker } from 'node:worker_threads'
import { ExchangeError } from '../errors.ts'

export type WorkerTask =
  | { kind: 'describe'; path: string }
  | { kind: 'detect'; path: string; options: DetectOptions & { columns: ColumnMapping } }

export type WorkerReport =
  | { kind: 'described'; source: SourceDescription }
  | { kind: 'progress'; phase: string; fraction: number }
  | { kind: 'detected'; findings: readonly Finding[]; warnings: readonly string[] }
  | { kind: 'failed'; message: string; known: boolean; code: string | undefined }

export type Running = {
  /** The last report; rejects with a coded error for a fault of the input, a crash or a cancel. */
  done: Promise<Exclude<WorkerReport, { kind: 'progress' | 'failed' }>>
  cancel: () => void
}

/** Beyond this a thread is ended and its run fails; an export that needs more belongs on the command line. */
const MAX_HEAP_MB = 4096
/** How long a cancelled thread may take to stop by itself. */
const GRACE_MS = 3000

/** Starts a task in a thread of its own. */
export function startTask(
  task: WorkerTask,
  onProgress: (phase: string, fraction: number) => void,
  prefix?: string,
): Running {
  const isSource = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(isSource ? './worker.ts' : './worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    execArgv: isSource
      ? ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning']
      : [],
  })
  let cancelled = false
  const done = new Promise<Exclude<WorkerReport, { kind: 'progress' | 'failed' }>>(
    (resolve, reject) => {
      worker.on('message', (report: WorkerReport) => {
        if (report.kind === 'progress') onProgress(report.phase, report.fraction)
        else if (report.kind === 'failed') reject(toFailure(report, prefix))
        else resolve(report)
      })
      worker.on('error', (cause) =>
        reject(new ExchangeError('internal', 'the detector broke off', { cause })),
      )
      worker.on('exit', () => reject(new ExchangeError('internal', 'the detector ended early')))
    },
  )
  return {
    done: done.catch((error: unknown) => {
      throw cancelled ? new ExchangeError('conflict', 'cancelled') : error
    }),
    cancel: () => {
      cancelled = true
      worker.postMessage('cancel')
      setTimeout(() => void worker.terminate(), GRACE_MS).unref()
    },
  }
}

/** The person knows the file by the name they gave it, not by where the server keeps it. */
function toFailure(
  report: Extract<WorkerReport, { kind: 'failed' }>,
  prefix: string | undefined,
): ExchangeError {
  if (!report.known) {
    return new ExchangeError('internal', 'the detector failed', {
      cause: new Error(report.message),
    })
  }
  const words = report.message.replace(/^DetectError:\s*/, '')
  return new ExchangeError('bad-request', prefix ? words.replaceAll(prefix, '') : words)
}
