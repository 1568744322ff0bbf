import type { CallOffice } from '@tocsin/api'
import { toLocalTime } from '../words/time.ts'
import { countOf } from '../words/count-of.ts'

/** Exactly what is known of an office, and no more: of one whose mail was handed over not that it kept silent. */
export function knownWords({ by, at, mailed }: CallOffice['known']): string {
  const on = at ? ` on ${toLocalTime(at)}` : ''
  switch (by) {
    case 'none':
      return 'No mail was handed over: nobody there is known to have been told.'
    case 'mailed':
      return `${countOf(mailed, 'contact was', 'contacts were')} mailed, the last${on}. Whether anybody read it is not known.`
    case 'spoken':
      return `Somebody answered the telephone${on}, and did not prove to be of the office.`
    case 'opened':
      return `Its page was opened by the link${on}. No answer since.`
    case 'told':
      return `They said${on} that they have it. Nobody has said who acts.`
  }
}
