/**
 * Objects posted over TAXII, released to the group in one transaction with their status: kept byte for byte, judged by
 * the same decision point, recipients frozen, recorded in the log. What is there already changes nothing.
 */
import { type Addition, type Status, type Submission, TaxiiError } from '@tocsin/taxii'
import type { Context } from '../context.ts'
import { isKeptVersion, NO_INSTANT } from '../objects/faults.ts'
import type { Actor } from '../log/actor.ts'
import type { Posting } from './posting.ts'
import { createNewcomers } from './submit-new.ts'
import { submitKnown } from './submit-known.ts'

/** `named` narrows the release to these members of the group. Throws TaxiiError `forbidden` with the rule that refuses. */
export type Submit = (
  sender: Actor,
  groupId: string,
  submission: Submission,
  named?: readonly string[],
) => Promise<Status>

/** Most envelopes hold only what nobody has brought before, and take one call; the others are settled one by one. */
export function createSubmit(ctx: Context): Submit {
  const submitNew = createNewcomers(ctx)
  return async (sender, groupId, posted, named = []) => {
    const submission = withoutUnstorable(posted)
    const posting: Posting = { sender, groupId, named, at: ctx.clock.now() }
    const status =
      (await submitNew(posting, submission)) ?? (await submitKnown(ctx, posting, submission))
    if (status instanceof TaxiiError) throw status
    return status
  }
}

/** An object whose version no database can hold fails alone: kept, it would stand in the way of every other. */
function withoutUnstorable(posted: Submission): Submission {
  const isStorable = ({ version }: Addition): boolean => version === null || isKeptVersion(version)
  if (posted.accepted.every(isStorable)) return posted
  const failed = posted.accepted.filter((addition) => !isStorable(addition))
  const details = failed.map(({ id, version }) => ({
    id,
    version: version!,
    message: `${NO_INSTANT}: ${version}`,
  }))
  return {
    ...posted,
    accepted: posted.accepted.filter(isStorable),
    rejected: [...posted.rejected, ...details],
  }
}
