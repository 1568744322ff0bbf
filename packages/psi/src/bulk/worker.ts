/** One thread of the bulk lane: a job in, its bytes or its error out, until it is ended. */
import { parentPort } from 'node:worker_threads'
import { PsiError } from '../errors.ts'
import { doJob, type Job } from './job.ts'

parentPort!.on('message', (job: Job) => {
  try {
    const done = doJob(job)
    parentPort!.postMessage({ bytes: done }, [done.buffer])
  } catch (error) {
    const known = error instanceof PsiError ? { code: error.code, index: error.index } : {}
    parentPort!.postMessage({
      ...known,
      message: error instanceof Error ? error.message : String(error),
    })
  }
})
