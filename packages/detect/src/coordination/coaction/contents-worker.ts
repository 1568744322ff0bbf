/** A thread that counts each side's distinct posts for some accounts. */
import { parentPort, workerData } from 'node:worker_threads'
import { tallyContents } from './contents.ts'
import type { ContentsTask } from './contents-in-threads.ts'

const { acts, window, partnered, accounts } = workerData as ContentsTask
const port = parentPort!
const tallies: number[] = []
tallyContents(
  acts,
  window,
  partnered,
  (account) => accounts[account] === 1,
  (mine, other, posts) => tallies.push(mine, other, posts),
)
const sent = Int32Array.from(tallies)
port.postMessage(sent, [sent.buffer])
port.close()
