/** A thread that counts some objects of shared acts. */
import { parentPort, workerData } from 'node:worker_threads'
import type { CountingTask, ToCounter } from './in-threads.ts'
import { countObjects } from './coaction.ts'
import { EdgeTable } from './edges.ts'
import { SlidingCounters } from './sliding.ts'

const { acts, window, partnered } = workerData as CountingTask
const port = parentPort!
const count = { edges: new EdgeTable(), partnered }
const counters = new SlidingCounters(acts.accounts)
port.on('message', (message: ToCounter) => {
  if (message !== 'finish') {
    countObjects(count, acts, counters, window, message.from, message.to)
    port.postMessage('counted')
    return
  }
  const cells = count.edges.whole()
  port.postMessage(cells, [cells.buffer])
  port.close()
})
