/** A thread that finds topics, and answers with them. */
import { parentPort, workerData } from 'node:worker_threads'
import { findTopics } from './topics.ts'
import type { TopicsTask } from './topics-in-thread.ts'

const { words, account, accounts, seed } = workerData as TopicsTask
const topics = findTopics(words, account, accounts, seed)
const port = parentPort!
port.postMessage(topics, [topics.buffer as ArrayBuffer])
port.close()
