/** A thread that reads some traces off posts. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ToWorker } from './extraction.ts'
import { TraceExtractor } from './trace-extractor.ts'
import type { PostTrace } from './post-objects.ts'

const port = parentPort!
const extractor = new TraceExtractor(workerData as PostTrace[])
port.on('message', (message: ToWorker) => {
  if (message.kind === 'batch') {
    extractor.add(message.batch)
    port.postMessage('taken')
    return
  }
  port.postMessage(extractor.finish(message.columns))
  port.close()
})
