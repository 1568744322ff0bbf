import { answerRoutes } from './answers/routes.ts'
import { answersJob } from './answers/seal.ts'
import type { Context } from './context.ts'
import { appealRoutes } from './appeals/routes.ts'
import { decisionRoutes, openingRoutes } from './decisions/routes.ts'
import { openingsJob } from './decisions/step.ts'
import type { Http } from './http/server.ts'
import type { Deadlines } from './jobs/deadlines.ts'
import type { Job } from './jobs/loop.ts'
import { replyRoutes } from './replies/routes.ts'

/** Routes of all that members answer each for itself. */
export function respondingRoutes(ctx: Context, http: Http): void {
  answerRoutes(ctx, http)
  replyRoutes(ctx, http)
  appealRoutes(ctx, http)
  decisionRoutes(ctx, http)
  openingRoutes(ctx, http)
}

/** What the clock does with answers: commits to them, and ends the wait for key holders. */
export function respondingJobs(ctx: Context, deadlines: Deadlines): Job[] {
  return [answersJob(ctx, deadlines), openingsJob(ctx, deadlines)]
}
