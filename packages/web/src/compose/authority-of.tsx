import type { TemplateDraft } from '@tocsin/api'
import { useState } from 'react'
import { standingOf } from '../messages/from-template.ts'
import { Tag } from '../ui/feedback.tsx'
import { dayBefore, toCalendarDay } from '../words/time.ts'

/** The authority that a template keeps, and whether it holds now. */
export function AuthorityOf({ draft: { authority } }: { draft: TemplateDraft }) {
  const [now] = useState(() => Date.now())
  if (!authority) return 'none'
  const standing = standingOf(authority, now)
  const last = toCalendarDay(dayBefore(authority.until))
  if (standing === 'ended')
    return (
      <>
        {authority.text} <Tag tone="warn">ended on {last}</Tag>
      </>
    )
  const first = toCalendarDay(authority.from.slice(0, 10))
  return `${authority.text} (${standing === 'holds' ? `to ${last}` : `not before ${first}`})`
}
