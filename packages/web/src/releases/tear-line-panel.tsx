import type { Release, TearLineOrigin } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Download } from '../ui/download.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { toSpan } from '../words/time.ts'
import { fetchOpening } from './data.ts'

type Rows = Parameters<typeof Facts>[0]['rows']

/** For its sender: from where it was made, by whom and how soon, and who looked at it. */
function originRows(tearLine: TearLineOrigin, releasedAt: string): Rows {
  const { firstSeenAt, firstSeenBy, proposedBy, reviewedBy, reviewedAt } = tearLine
  const took = Date.parse(releasedAt) - Date.parse(firstSeenAt)
  return [
    [
      'Made from',
      <Link key="source" to="/releases/$id" params={{ id: tearLine.sourceId }}>
        {tearLine.sourceTitle}
      </Link>,
    ],
    [
      'First seen',
      <span key="seen">
        <When at={firstSeenAt} /> ({firstSeenBy === 'release' ? 'when released' : firstSeenBy})
      </span>,
    ],
    [
      'Proposed',
      <span key="proposed">
        <When at={tearLine.proposedAt} /> by {proposedBy.name}
      </span>,
    ],
    ['Words on sources or methods', flaggedWords(tearLine.flagged)],
    [
      'Reviewed by',
      reviewedBy && reviewedAt ? (
        <span key="reviewed">
          {reviewedBy.name}, <When at={reviewedAt} />
        </span>
      ) : (
        'nobody but whoever released it'
      ),
    ],
    ['From first seen to released', toSpan(Math.max(0, took / 1000))],
  ]
}

function flaggedWords(flagged: number | undefined): string {
  if (flagged === undefined) return 'not kept'
  return flagged === 0 ? 'none of the forms that are looked for' : `${flagged} flagged`
}

/** Of a release that is a lower version: its tie to its source and, for its sender, from where and how soon. */
export function TearLinePanel({ release }: { release: Release }) {
  const { summary, tearLine } = release
  if (!summary.tearCommitment) return null
  const rows: Rows = [
    [
      'Tied to its source by',
      <span key="tie" className="mono wrapped">
        {summary.tearCommitment}
      </span>,
    ],
  ]
  if (tearLine) rows.push(...originRows(tearLine, summary.releasedAt))
  return (
    <Panel title="Lower version" aside="Its sender can open the source to whoever is to check it">
      <div className="stack">
        <Facts rows={rows} />
        {tearLine ? (
          <div className="row">
            <Download
              label="Save the source and salt"
              name={`tear-line-${tearLine.id}.json`}
              load={() => fetchOpening(tearLine.id)}
            />
            <span className="soft small">Whoever has this file reads the whole source.</span>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}
