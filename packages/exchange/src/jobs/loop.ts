import type { Logger } from 'pino'
import { openQuietLog } from '../quiet-log.ts'

/** One kind of due work. `run` does a bounded batch and tells whether more is waiting. */
export type Job = { name: string; everyMs: number; run: () => Promise<boolean> }

/** A job and how it fares; `failures` since it last went well. */
type Work = Job & { failures: number; quiet: ReturnType<typeof openQuietLog> }

export type Jobs = {
  stop: () => Promise<void>
}

/**
 * Runs jobs over and over in this process. The work itself lives in domain rows (a delivery, a clock
 * that ran out), claimed with row locks, so several processes share it and a crash loses nothing.
 */
export function startJobs(jobs: Job[], logger: Logger): Jobs {
  let stopped = false
  const running = new Set<Promise<unknown>>()
  const timers = new Set<NodeJS.Timeout>()

  async function turn(job: Work): Promise<void> {
    let more = false
    try {
      more = await job.run()
      if (job.failures > 0 && !stopped)
        logger.info({ job: job.name, failures: job.failures }, 'job works again')
      job.failures = 0
    } catch (err) {
      job.failures++
      const say = (unsaid: number) =>
        logger.error({ err, job: job.name, unsaid }, 'job failed; it is tried again')
      if (!stopped) job.quiet(say)
    }
    if (!stopped) schedule(job, more ? 0 : waitFor(job))
  }

  function schedule(job: Work, delay: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = turn(job).finally(() => running.delete(run))
      running.add(run)
    }, delay)
    timers.add(timer)
  }

  for (const job of jobs) schedule({ ...job, failures: 0, quiet: openQuietLog() }, job.everyMs)
  return {
    stop: async () => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

/** The longest wait of a job that fails and fails. */
const MAX_WAIT_MS = 10_000

/** A job that fails is tried again ever more seldom, so that one outage is no flood of attempts. */
function waitFor({ everyMs, failures }: Work): number {
  return Math.max(everyMs, Math.min(everyMs * 2 ** failures, MAX_WAIT_MS))
}

/** Runs every job until none has more to do, in the foreground. */
export async function drainJobs(jobs: Job[]): Promise<void> {
  for (let more = true; more;) {
    more = false
    for (const job of jobs) more = (await job.run()) || more
  }
}
