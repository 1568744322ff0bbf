import { useState } from 'react'
import { Note } from '../ui/feedback.tsx'
import { dayBefore, toCalendarDay } from '../words/time.ts'
import { type StatedTemplate, takenFrom } from './from-template.ts'
import type { Stated } from './stated.ts'

/** What of a message came from a template, so that its author looks at it, and what no template states. */
export function TemplateNote({ template, stated }: { template: StatedTemplate; stated: Stated }) {
  const [now] = useState(() => Date.now())
  const taken = takenFrom(template, stated, now)
  const parts = [
    taken.authority && 'the authority with its dates',
    taken.nexus && 'which kind of foreign nexus there is',
  ].filter((part) => part !== false)
  return (
    <>
      {parts.length > 0 ? (
        <Note>
          <p>
            From the template <strong>{template.name}</strong>: {parts.join(', and ')}. See whether
            that is so of this message. Its type and the basis are of this message alone: you state
            them.
          </p>
        </Note>
      ) : null}
      {taken.standing ? (
        <Note tone="warn">
          <p>
            The authority of the template <strong>{template.name}</strong>{' '}
            {taken.standing === 'ended'
              ? `ended on ${toCalendarDay(dayBefore(template.authority!.until))}`
              : `does not hold before ${toCalendarDay(template.authority!.from.slice(0, 10))}`}
            . Its words stand below without its dates: state from when until when you may speak
            under it, or another one.
          </p>
        </Note>
      ) : null}
    </>
  )
}
