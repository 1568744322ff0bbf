/** The thread that reads one suspicious mail or text; see `apart.ts` for what holds it. */
import {
  DetectError,
  openResolver,
  readSuspiciousMail,
  readSuspiciousWords,
} from '@tocsin/detect/suspicious'
import { parentPort, workerData } from 'node:worker_threads'
import type { Order, Outcome } from './apart.ts'

const { looked, own, resolvers, now } = workerData as Order
const options = {
  own,
  now: new Date(now),
  resolve: resolvers === undefined ? undefined : openResolver(resolvers),
}

let outcome: Outcome
try {
  const reading =
    'mail' in looked
      ? await readSuspiciousMail(looked.mail, options)
      : await readSuspiciousWords(looked.words, options)
  outcome = { reading }
} catch (error) {
  // What is no fault of the input ends the thread with its reason.
  if (!(error instanceof DetectError)) throw error
  outcome = { code: error.code, fault: error.plain }
}
parentPort!.postMessage(outcome)
