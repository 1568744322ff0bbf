/**
 * A task on a user's file in a process of its own: such a file may be made to take memory and time without end,
 * or to crash its reader, and none of that may reach the server. The process has no secrets (an empty environment),
 * a temporary folder that is removed with it, and limits of memory, time and processor.
 */
import type {
  ColumnMapping,
  DetectOptions,
  Finding,
  LookalikeOptions,
  SourceDescription,
} from '@tocsin/detect'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import module from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ExchangeError } from '../errors.ts'
import { outOfMemory, toFailure, type End } from './end.ts'
import type { ProcessLimits } from './process-limits.ts'

export type Task =
  | { kind: 'describe'; path: string }
  | { kind: 'detect'; path: string; options: DetectOptions & { columns: ColumnMapping } }
  | { kind: 'watch'; path: string; options: LookalikeOptions }

/** What the process is sent first. */
export type Order = { task: Task; limits: { memory: number; folder: string } }

export type Report =
  | { kind: 'described'; source: SourceDescription }
  | { kind: 'progress'; phase: string; fraction: number }
  /** Each alone, so that taking them in never holds the server up. */
  | { kind: 'finding'; finding: Finding }
  | { kind: 'detected'; warnings: readonly string[] }
  | { kind: 'failed'; message: string; code: string | undefined }

type Result =
  | { kind: 'described'; source: SourceDescription }
  | { kind: 'detected'; findings: readonly Finding[]; warnings: readonly string[] }

export type Running = {
  /** Rejects with a coded error for a fault of the input, a limit that was reached, a crash or a cancel. */
  done: Promise<Result>
  cancel: () => void
}

/** How long a cancelled process may take to stop by itself. */
const GRACE_MS = 3000
const MAX_SAID = 4000

/** Starts a task; the process works in a folder beside its file. */
export function startTask(
  task: Task,
  limits: ProcessLimits,
  onProgress: (phase: string, fraction: number) => void = () => {},
): Running {
  let child: ChildProcess | undefined
  let cancelled = false
  const stop = (): void => {
    if (child?.connected) child.send('cancel', () => {})
    setTimeout(() => child?.kill('SIGKILL'), GRACE_MS).unref()
  }
  const perform = async (): Promise<Result> => {
    const folder = await mkdtemp(join(dirname(task.path), 'work-'))
    try {
      if (cancelled) throw new ExchangeError('conflict', 'cancelled')
      child = startProcess(limits, folder)
      child.send({ task, limits: { memory: limits.tables, folder } } satisfies Order, () => {})
      return await hear(child, { task, limits, onProgress })
    } catch (error) {
      throw cancelled ? new ExchangeError('conflict', 'cancelled') : error
    } finally {
      child?.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    }
  }
  return {
    done: perform(),
    cancel: () => {
      cancelled = true
      stop()
    },
  }
}

/** Where the system can, it holds the whole process to its memory and processor time, and lets it leave no core. */
function startProcess(limits: ProcessLimits, folder: string): ChildProcess {
  const isSource = import.meta.url.endsWith('.ts')
  const program = new URL(isSource ? './worker.ts' : './worker.js', import.meta.url)
  const own = isSource
    ? ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning']
    : []
  const command = [
    process.execPath,
    `--max-old-space-size=${limits.heap}`,
    ...own,
    fileURLToPath(program),
  ]
  const seconds = Math.ceil(limits.time / 1000) * availableParallelism()
  const bounds = `ulimit -c 0; ulimit -d ${limits.memory * 1024}; ulimit -t ${seconds}`
  const [file, ...args] =
    process.platform === 'win32'
      ? command
      : ['/bin/sh', '-c', `{ ${bounds}; } 2>/dev/null; exec "$@"`, 'sh', ...command]
  return spawn(file!, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
    cwd: folder,
    env: { TMPDIR: folder, ...compileCache() },
  })
}

/** A cache within that of the server, which never reads it; with it the process is ready in half the time. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const cache = module.getCompileCacheDir?.()
  return cache ? { NODE_COMPILE_CACHE: cache } : {}
}

type Hearing = {
  task: Task
  limits: ProcessLimits
  onProgress: (phase: string, fraction: number) => void
}

function hear(child: ChildProcess, { task, limits, onProgress }: Hearing): Promise<Result> {
  const findings: Finding[] = []
  const end: End = { code: null, signal: null, said: '', late: false }
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    end.said = (end.said + text).slice(-MAX_SAID)
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      end.late = true
      child.kill('SIGKILL')
    }, limits.time)
    child.on('message', (report: Report) => {
      if (report.kind === 'progress') onProgress(report.phase, report.fraction)
      else if (report.kind === 'finding') findings.push(report.finding)
      else if (report.kind === 'failed') reject(toFault(report, limits, task.path))
      else if (report.kind === 'described') resolve(report)
      else resolve({ kind: 'detected', findings, warnings: report.warnings })
    })
    child.on('error', (cause) => {
      clearTimeout(late)
      reject(new ExchangeError('internal', 'the detector could not be started', { cause }))
    })
    // After `close` nothing more is said: neither a report nor a last word.
    child.on('close', (code, signal) => {
      clearTimeout(late)
      reject(toFailure({ ...end, code, signal }, limits))
    })
  })
}

/** The person knows the file by the name they gave it, not by where the server keeps it. */
function toFault(
  { code, message }: Extract<Report, { kind: 'failed' }>,
  limits: ProcessLimits,
  path: string,
): ExchangeError {
  if (code === 'OUT_OF_MEMORY') return outOfMemory(limits)
  if (code === undefined) {
    return new ExchangeError('internal', 'the detector failed', { cause: new Error(message) })
  }
  const words = message.replace(/^DetectError:\s*/, '')
  return new ExchangeError('bad-request', words.replaceAll(`${dirname(path)}/`, ''))
}
