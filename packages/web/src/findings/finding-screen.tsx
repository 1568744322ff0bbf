import type { FindingDocument } from '@tocsin/api'
import { useEffect, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { AddToCase } from '../cases/add-to-case.tsx'
import { MappingsPanel } from '../knowledge/mappings-panel.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { Page } from '../ui/page.tsx'
import { defanged } from '../words/host-name.ts'
import { findingQuery } from './data.ts'
import { LookalikeDossier } from './lookalike-dossier.tsx'
import { ComparePanel } from './compare-panel.tsx'
import { ExportPanel } from './export-panel.tsx'
import { loadDrawing, NetworkDossier } from './network-dossier.tsx'
import { TriagePanel } from './triage-panel.tsx'
import { countOf } from '../words/count-of.ts'

/** A finding of any kind: its head alike, its dossier by kind. */
export function FindingScreen() {
  const { id } = useParams({ from: '/desk/findings/$id' })
  const query = useQuery(findingQuery(id))
  useEffect(() => {
    // While the finding is asked for, not after it.
    loadDrawing()
  }, [])
  return (
    <Page
      title={query.data ? (query.data.summary.headline ?? titleOf(query.data.finding)) : 'Finding'}
      intro={query.data?.finding.summary}
      actions={
        <>
          {query.data?.finding.kind === 'network' ? (
            <Link to="/findings/$id/lineage" params={{ id }}>
              Over seasons
            </Link>
          ) : null}
          <AddToCase kind="finding" id={id} />
          <Link to="/share/$id" params={{ id }} className="button-link">
            Share
          </Link>
        </>
      }
    >
      {query.error ? <TriagePanel id={id} /> : null}
      <Loaded query={query} what="the finding">
        {(data) => (
          <div className="stack">
            <Dossier id={id} finding={data.finding} />
            <MappingsPanel
              of={{ kind: 'finding', ref: id }}
              suggestions={'techniques' in data.finding ? (data.finding.techniques ?? []) : []}
            />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function titleOf(finding: FindingDocument): string {
  switch (finding.kind) {
    case 'network':
      return `${countOf(finding.membersTotal, 'account')} acting together`
    case 'lookalike':
      return defanged(`${finding.name} looks like ${finding.target}`)
  }
}

function Dossier({ id, finding }: { id: string; finding: FindingDocument }): ReactNode {
  switch (finding.kind) {
    case 'network':
      return (
        <>
          <NetworkDossier finding={finding} aside={<TriagePanel id={id} />} />
          <ComparePanel id={id} finding={finding} />
          <ExportPanel id={id} />
        </>
      )
    case 'lookalike':
      return (
        <>
          <p>
            Its party comes first:{' '}
            <Link to="/alerts" search={{ words: finding.name }}>
              see what it was told, and whether others may know
            </Link>
            .
          </p>
          <LookalikeDossier finding={finding} />
        </>
      )
  }
}
