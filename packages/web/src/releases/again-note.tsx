import type { ToldAgain } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'

/** Whom a correction is shown to as one, before it leaves; of those whose reading is their own nobody is counted. */
export function AgainNote({ again: { told, uncounted, missed } }: { again: ToldAgain }) {
  return (
    <Note tone={missed > 0 ? 'warn' : 'plain'}>
      <p>
        <strong>
          {countOf(told, 'member has', 'members have')} read what this corrects
          {uncounted > 0 ? ', of those whose reading you are told of' : ''}
        </strong>
        ; whoever read it and receives this is shown it as a correction of what they read. Others
        who receive it simply get the new one.
      </p>
      {uncounted > 0 ? (
        <p>
          Not counted: {countOf(uncounted, 'platform or campaign', 'platforms and campaigns')},
          whose reading is their own matter. Those of them that read it are shown that too.
        </p>
      ) : null}
      {missed > 0 ? (
        <p>
          {missed} that read it would not receive the correction on these terms; they see only that
          what they hold was corrected.
        </p>
      ) : null}
    </Note>
  )
}
