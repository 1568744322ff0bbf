import type { Evidence, NetworkDocument } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { countOf } from '../words/count-of.ts'

const COLUMNS: Column<Evidence>[] = [
  {
    key: 'object',
    head: 'Shared thing',
    cell: (one) => <Shared evidence={one} />,
    sort: (one) => one.object,
  },
  {
    key: 'accounts',
    head: 'Accounts in step',
    number: true,
    cell: (one) => one.accounts,
    sort: (one) => one.accounts,
  },
  {
    key: 'overall',
    head: 'Accounts overall',
    number: true,
    cell: (one) => one.accountsOverall,
    sort: (one) => one.accountsOverall,
  },
  { key: 'posts', head: 'Posts', number: true, cell: (one) => one.posts, sort: (one) => one.posts },
  { key: 'first', head: 'First', cell: (one) => <When at={one.first} />, sort: (one) => one.first },
  { key: 'last', head: 'Last', cell: (one) => <When at={one.last} />, sort: (one) => one.last },
]

export function EvidenceTable(props: { finding: NetworkDocument }) {
  const { finding } = props
  return (
    <>
      <DataTable
        caption="What the accounts shared in step"
        columns={COLUMNS}
        rows={finding.evidence}
        rowKey={(one) => one.object}
        order="-posts"
        empty={<Empty title="This finding carries no evidence" />}
      />
      {finding.evidenceTotal > finding.evidence.length ? (
        <p className="soft small">
          {finding.evidence.length} of {finding.evidenceTotal} shared things are in this document.
        </p>
      ) : null}
    </>
  )
}

/** What was shared, with the single posts behind a disclosure. Nothing here is a link: it may be hostile. */
function Shared(props: { evidence: Evidence }) {
  const { evidence } = props
  return (
    <details>
      <summary className="mono">{evidence.object}</summary>
      <ul className="posts">
        {evidence.rows.map((row) => (
          <li key={`${row.account} ${row.at} ${row.content}`}>
            <span className="mono">{row.account}</span> <When at={row.at} seconds />
            {row.excerpt ? <div>{row.excerpt}</div> : null}
          </li>
        ))}
      </ul>
      {evidence.rowsTotal > evidence.rows.length ? (
        <p className="soft small">
          {evidence.rows.length} of {countOf(evidence.rowsTotal, 'post')}
        </p>
      ) : null}
    </details>
  )
}
