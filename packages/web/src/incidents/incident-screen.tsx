import type { IncidentRecord, Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { MomentForm } from '../lineage/moment-form.tsx'
import { PlaybookNote } from '../playbooks/playbook.tsx'
import { sessionQuery } from '../session/data.ts'
import { Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { toCalendarDay } from '../words/time.ts'
import { CaseThen } from './case-then.tsx'
import { incidentQuery, useChangeIncident } from './data.ts'
import { IncidentForm } from './incident-form.tsx'

/** A past incident, now or as it stood at an instant. */
export function IncidentScreen() {
  const { id } = useParams({ from: '/desk/incidents/$id' })
  const { at } = useSearch({ from: '/desk/incidents/$id' })
  const go = useNavigate({ from: '/incidents/$id' })
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useQuery(incidentQuery(id, at))
  return (
    <Page
      title={query.data?.title ?? 'Past incident'}
      actions={<Link to="/incidents">All past incidents</Link>}
    >
      <Loaded query={query} what="the incident">
        {(one) => (
          <div className="stack">
            <SaidPanel one={one} session={session} />
            <Panel title="What was known when">
              <MomentForm
                key={one.asOf ?? 'now'}
                at={one.asOf}
                last={one.at}
                onAt={(wanted) => void go({ search: wanted ? { at: wanted } : {} })}
              />
            </Panel>
            {one.case ? (
              <CaseThen caseId={one.caseId} then={one.case} techniques={one.techniques} />
            ) : (
              <Note tone="warn">
                <p>
                  Your organisation is in the case no more: its time line and evidence are not
                  shown. What your people said of it stays.
                </p>
              </Note>
            )}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function SaidPanel({ one, session }: { one: IncidentRecord; session: Session }) {
  const [editing, setEditing] = useState(false)
  const change = useChangeIncident(one.id)
  const { title, what, firstDay, lastDay, kind, version, before } = one
  if (editing)
    return (
      <Panel title="Say it otherwise">
        <IncidentForm
          from={{ title, what, firstDay, lastDay, ...(kind ? { kind } : {}) }}
          act="Keep this"
          busy={change.isPending}
          error={change.error}
          onKeep={(said) =>
            change.mutate({ version, ...said }, { onSuccess: () => setEditing(false) })
          }
        />
      </Panel>
    )
  return (
    <Panel title="What happened" aside={`${toCalendarDay(firstDay)} to ${toCalendarDay(lastDay)}`}>
      <div className="stack">
        <p className="prose">{what}</p>
        {kind ? <PlaybookNote kind={kind} title="The playbook for this kind" /> : null}
        <p className="soft small">
          Said by {one.by} <When at={one.at} />
        </p>
        {before.length > 0 ? (
          <details>
            <summary>Said before</summary>
            <ul className="small">
              {before.map((old) => (
                <li key={old.version}>
                  {old.title}, by {old.by} <When at={old.at} />
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        {session.person.roles.includes('analyst') ? (
          <div className="row">
            <Button variant="default" size="xs" onClick={() => setEditing(true)}>
              Say it otherwise
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}
