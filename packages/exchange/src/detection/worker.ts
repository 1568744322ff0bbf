/** The process that reads exports and detects; see `task.ts` for what holds it. */
import type { DetectError as Fault, DetectHooks, Finding } from '@tocsin/detect'
import module from 'node:module'
import type { Order, Report, Task } from './task.ts'

const cancel = new AbortController()

process.on('message', (message: 'cancel' | Order) => {
  if (message === 'cancel') cancel.abort()
  else void perform(message)
})
// Without its server there is nobody to work for.
process.on('disconnect', () => process.exit())

async function perform({ task, limits }: Order): Promise<void> {
  // Each loads what it needs alone: what reads posts takes four times as long to load as what looks at names.
  const { DetectError, work } =
    task.kind === 'watch' ? await loadNames(task) : await loadPosts(task, limits)
  // What was compiled is kept for the next process now, for this one is ended once it has answered.
  module.flushCompileCache?.()
  try {
    await work()
  } catch (error) {
    await report(toFailed(error, DetectError))
  } finally {
    process.disconnect()
  }
}

async function loadNames(task: Extract<Task, { kind: 'watch' }>) {
  const { DetectError, findLookalikes } = await import('@tocsin/detect/lookalike')
  const work = async () => tell(await findLookalikes(task.path, task.options, hooks))
  return { DetectError, work }
}

async function loadPosts(task: Exclude<Task, { kind: 'watch' }>, limits: Order['limits']) {
  const { DetectError, describeSource, detect } = await import('@tocsin/detect/coordination')
  const work = async () => {
    if (task.kind === 'detect')
      return tell(await detect(task.path, { ...task.options, limits }, hooks))
    const source = await describeSource(task.path, { limits }, cancel.signal)
    await report({ kind: 'described', source })
  }
  return { DetectError, work }
}

const hooks: DetectHooks = {
  signal: cancel.signal,
  onProgress: ({ phase, fraction }) => void report({ kind: 'progress', phase, fraction }),
}

async function tell(result: { findings: readonly Finding[]; warnings: readonly string[] }) {
  for (const finding of result.findings) await report({ kind: 'finding', finding })
  await report({ kind: 'detected', warnings: result.warnings })
}

/** Only foreseen faults of the input, and want of memory, are for the person; the rest goes to the log of the server. */
function toFailed(error: unknown, DetectError: typeof Fault): Report {
  const message = String(error)
  if (error instanceof DetectError)
    return { kind: 'failed', message: error.plain, code: error.code }
  const isMemory = /out of memory|allocation failed|ERR_WORKER_OUT_OF_MEMORY|bad_alloc/i.test(
    `${message} ${(error as { code?: string }).code ?? ''}`,
  )
  return { kind: 'failed', message, code: isMemory ? 'OUT_OF_MEMORY' : undefined }
}

function report(message: Report): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()))
}
