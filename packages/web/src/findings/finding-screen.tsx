import type { FindingDocument } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Loaded } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { findingQuery } from './data.ts'
import { NetworkDossier } from './network-dossier.tsx'

/** A finding of any kind: its head alike, its dossier by kind. */
export function FindingScreen() {
  const { id } = useParams({ from: '/desk/findings/$id' })
  const query = useQuery(findingQuery(id))
  return (
    <Page
      title={query.data ? titleOf(query.data.finding) : 'Finding'}
      intro={query.data?.finding.summary}
      actions={
        <Link to="/share/$id" params={{ id }} className="button-link">
          Share
        </Link>
      }
    >
      <Loaded query={query} what="the finding">
        {(data) => <Dossier finding={data.finding} />}
      </Loaded>
    </Page>
  )
}

function titleOf(finding: FindingDocument): string {
  switch (finding.kind) {
    case 'network':
      return `${finding.membersTotal.toLocaleString('en')} accounts acting together`
  }
}

function Dossier({ finding }: { finding: FindingDocument }) {
  switch (finding.kind) {
    case 'network':
      return <NetworkDossier finding={finding} />
  }
}
