/** The thread that reads exports and detects: parsing and counting must never hold the server up. */
import { DetectError, describeSource, detect } from '@tocsin/detect'
import { parentPort, workerData } from 'node:worker_threads'
import type { WorkerReport, WorkerTask } from './task.ts'

const port = parentPort!
const cancel = new AbortController()
port.on('message', (message) => {
  if (message === 'cancel') cancel.abort()
})

function report(message: WorkerReport): void {
  port.postMessage(message)
}

async function work(task: WorkerTask): Promise<void> {
  if (task.kind === 'describe') {
    report({ kind: 'described', source: await describeSource(task.path, {}, cancel.signal) })
    return
  }
  const result = await detect(task.path, task.options, {
    signal: cancel.signal,
    onProgress: ({ phase, fraction }) => report({ kind: 'progress', phase, fraction }),
  })
  report({ kind: 'detected', findings: result.findings, warnings: result.warnings })
}

try {
  await work(workerData as WorkerTask)
} catch (error) {
  // Only foreseen faults of the input are for the person; the rest goes to the log of the server.
  const known = error instanceof DetectError
  report({ kind: 'failed', message: String(error), known, code: known ? error.code : undefined })
}
port.close()
