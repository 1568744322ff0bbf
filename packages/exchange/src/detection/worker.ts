/** The process that reads exports and detects; see `task.ts` for what holds it. */
import {
  DetectError,
  describeSource,
  detect,
  findLookalikes,
  type DetectHooks,
} from '@tocsin/detect'
import module from 'node:module'
import type { Order, Report } from './task.ts'

// What was compiled is kept for the next process now, for this one is ended once it has answered.
module.flushCompileCache?.()

const cancel = new AbortController()

process.on('message', (message: 'cancel' | Order) => {
  if (message === 'cancel') cancel.abort()
  else void perform(message)
})
// Without its server there is nobody to work for.
process.on('disconnect', () => process.exit())

async function perform({ task, limits }: Order): Promise<void> {
  try {
    if (task.kind === 'describe') {
      await report({
        kind: 'described',
        source: await describeSource(task.path, { limits }, cancel.signal),
      })
      return
    }
    const hooks: DetectHooks = {
      signal: cancel.signal,
      onProgress: ({ phase, fraction }) => void report({ kind: 'progress', phase, fraction }),
    }
    const { findings, warnings } =
      task.kind === 'watch'
        ? await findLookalikes(task.path, task.options, hooks)
        : await detect(task.path, { ...task.options, limits }, hooks)
    for (const finding of findings) await report({ kind: 'finding', finding })
    await report({ kind: 'detected', warnings })
  } catch (error) {
    await report(toFailed(error))
  } finally {
    process.disconnect()
  }
}

/** Only foreseen faults of the input, and want of memory, are for the person; the rest goes to the log of the server. */
function toFailed(error: unknown): Report {
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
