import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { mayAct } from '../session/desks.ts'
import { sessionQuery } from '../session/data.ts'
import { Loaded } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { rosterQuery } from './data.ts'
import { DeskPanel } from './desk-panel.tsx'
import { HandoversPanel } from './handovers-panel.tsx'
import { RosterPanel } from './roster-panel.tsx'

/** Who of one's own organisation is on duty, and what one shift hands over to the next. */
export function DutyScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [days, setDays] = useState(14)
  const query = useQuery(rosterQuery(days))
  const acts = mayAct(session.person)
  return (
    <Page
      title="Duty"
      intro="Who of your organisation is on duty when, and what one shift hands over to the next. No other organisation sees any of it, but how your duty desk is reached where you choose so."
    >
      <Loaded query={query} what="the duty roster">
        {(roster) => (
          <div className="stack">
            <HandoversPanel roster={roster} acts={acts} />
            <RosterPanel roster={roster} acts={acts} days={days} onDays={setDays} />
            <DeskPanel acts={acts} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}
