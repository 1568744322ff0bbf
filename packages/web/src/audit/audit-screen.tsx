import type { AuditSearch } from '@tocsin/api'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { ActsPanel } from './acts-panel.tsx'
import { useSearch } from './data.ts'
import { HeldPanel } from './held-panel.tsx'
import { SearchForm } from './search-form.tsx'
import { SearchesPanel } from './searches-panel.tsx'

/** The desk of an auditor: the record of all members, with each search and opening on record itself. */
export function AuditScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const search = useSearch()
  const [chosen, setChosen] = useState<AuditSearch>()
  return (
    <Page
      title="Audit"
      intro="The record of all members, to search and to prove. Each search, opening and export goes on record under your name."
    >
      <div className="stack">
        <Note>
          <p>
            You are let in until <When at={session.person.endsAt} />. Shown are acts, who did them
            and who took part; the words of messages of government bodies to platforms and campaigns
            that were released; and acts of the exchange itself. What members tell each other, and
            notices to offices and what these answer, stand here as acts whose statement is not
            shown: they are counted.
          </p>
          <p>
            Readings, answers to a recall, sign-ins, keys, detection of a member’s own and messages
            that wait for their second person are not shown here and not counted. When somebody read
            something is the reader’s alone, and nobody opens it. For whom a pseudonym in a message
            stands you are told once two key holders of its group have agreed: open the message, and
            ask them there.
          </p>
        </Note>
        <Panel title="Search">
          <SearchForm
            busy={search.isPending}
            onSearch={(filter) => search.mutate(filter, { onSuccess: setChosen })}
          />
          <Fault error={search.error} />
        </Panel>
        {chosen ? <ActsPanel key={chosen.id} search={chosen} /> : null}
        <HeldPanel />
        <SearchesPanel onChoose={setChosen} />
      </div>
    </Page>
  )
}
