/**
 * Objects posted over TAXII, released to the group in one transaction with their status: kept byte for byte, judged by
 * the same decision point, recipients frozen, recorded in the log. What is there already changes nothing.
 */
import { type Status, type Submission, TaxiiError } from '@tocsin/taxii'
import type { Context } from '../context.ts'
import type { Posting, Sender } from './posting.ts'
import { createNewcomers } from './submit-new.ts'
import { submitKnown } from './submit-known.ts'

/** `named` narrows the release to these members of the group. Throws TaxiiError `forbidden` with the rule that refuses. */
export type Submit = (
  sender: Sender,
  groupId: string,
  submission: Submission,
  named?: readonly string[],
) => Promise<Status>

/** Most envelopes hold only what nobody has brought before, and take one call; the others are settled one by one. */
export function createSubmit(ctx: Context): Submit {
  const submitNew = createNewcomers(ctx)
  return async (sender, groupId, submission, named = []) => {
    const posting: Posting = { sender, groupId, named, at: ctx.clock.now() }
    const status =
      (await submitNew(posting, submission)) ?? (await submitKnown(ctx, posting, submission))
    if (status instanceof TaxiiError) throw status
    return status
  }
}
