import type { Case } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { caseQuery } from '../cases/data.ts'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { newId } from '../ui/send-key.ts'
import { useKeepIncident } from './data.ts'
import { IncidentForm } from './incident-form.tsx'

/** A closed case is kept for the own people, in words of their own. */
export function KeepIncidentScreen() {
  const { of = '' } = useSearch({ from: '/desk/incidents/new' })
  const query = useQuery(caseQuery(of))
  return (
    <Page
      title="Keep a past incident"
      intro="For your own people: no other member reads it, nobody is told of it, and nobody sees more of the case by it."
      actions={<Link to="/incidents">All past incidents</Link>}
    >
      <Panel>
        <Loaded query={query} what="the case">
          {(one) =>
            one.state === 'closed' && one.standing === 'joined' ? (
              <Keep key={one.id} one={one} />
            ) : (
              <Empty title="A case is kept once it is closed, by a member that joined it" />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  )
}

function Keep({ one }: { one: Case }) {
  const keep = useKeepIncident(one.id)
  const go = useNavigate()
  const [incidentId] = useState(newId)
  const from = {
    title: one.title,
    what: '',
    firstDay: one.openedAt.slice(0, 10),
    lastDay: (one.closedAt ?? one.openedAt).slice(0, 10),
  }
  return (
    <IncidentForm
      from={from}
      act="Keep"
      busy={keep.isPending}
      error={keep.error}
      onKeep={(said) =>
        keep.mutate(
          { incidentId, ...said },
          { onSuccess: ({ id }) => void go({ to: '/incidents/$id', params: { id } }) },
        )
      }
    />
  )
}
