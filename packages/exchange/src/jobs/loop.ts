import type { Logger } from 'pino'

/** One kind of due work. `run` does a bounded batch and tells whether more is waiting. */
export type Job = { name: string; everyMs: number; run: () => Promise<boolean> }

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

  async function turn(job: Job): Promise<void> {
    let more = false
    try {
      more = await job.run()
    } catch (err) {
      if (!stopped) logger.error({ err, job: job.name }, 'job failed; it is tried again')
    }
    if (!stopped) schedule(job, more ? 0 : job.everyMs)
  }

  function schedule(job: Job, delay: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = turn(job).finally(() => running.delete(run))
      running.add(run)
    }, delay)
    timers.add(timer)
  }

  for (const job of jobs) schedule(job, job.everyMs)
  return {
    stop: async () => {
      stopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}

/** Runs every job until none has more to do, in the foreground. */
export async function drainJobs(jobs: Job[]): Promise<void> {
  for (let more = true; more;) {
    more = false
    for (const job of jobs) more = (await job.run()) || more
  }
}
