import type { Recipient, ReleaseSummary } from '@tocsin/api'
import { unansweredWords } from './recall-words.ts'
import { ANSWER_NAMES } from '../words/names.ts'
import { fetchReceipt } from '../log/data.ts'
import { Download } from '../ui/download.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { MemberName } from '../members/member-name.tsx'
import { RuleName } from '../refusals/rule-name.tsx'
import { When } from '../ui/marks.tsx'

/** When a platform reads what a government body tells it is the platform's own. */
function FirstRead({ recipient: { readAt, readWithheld } }: { recipient: Recipient }) {
  if (readAt) return <When at={readAt} seconds />
  return <Tag>{readWithheld ? 'Its own matter' : 'Not yet'}</Tag>
}

/** Who was given a release, who has read it and, once it is recalled, what each answered. */
export function HoldersTable(props: { recipients: Recipient[]; summary: ReleaseSummary }) {
  const columns: Column<Recipient>[] = [
    {
      key: 'member',
      head: 'Member',
      cell: (one) => <MemberName member={one.member} />,
      sort: (one) => one.member.name,
    },
    {
      key: 'read',
      head: 'First read',
      cell: (one) => <FirstRead recipient={one} />,
      sort: (one) => one.readAt,
    },
    ...(props.summary.recalledAt ? [ANSWER] : []),
    { key: 'reason', head: 'Admitted because', cell: (one) => one.reason },
    { key: 'rule', head: 'Rule', cell: (one) => <RuleName rule={one.rule} /> },
    {
      key: 'proof',
      head: 'Proof',
      cell: (one) => (
        <Download
          label="Receipt"
          name={`given-${one.logIndex}.tlog-proof`}
          load={() => fetchReceipt(one.logIndex)}
        />
      ),
    },
  ]
  return (
    <DataTable
      caption="Who was given this release"
      columns={columns}
      rows={props.recipients}
      rowKey={(one) => one.member.id}
      order="member"
      empty={<Empty title="Nobody was given it" />}
    />
  )
}

const ANSWER: Column<Recipient> = {
  key: 'answer',
  head: 'Answer to the recall',
  cell: (one) =>
    one.recallAnswer ? (
      <>
        <Tag tone={one.recallAnswer === 'kept' ? 'bad' : 'good'}>
          {ANSWER_NAMES[one.recallAnswer]}
        </Tag>{' '}
        <When at={one.recallAnsweredAt} />
        {one.recallNote ? <div className="small">{one.recallNote}</div> : null}
      </>
    ) : (
      <Tag tone="warn">{unansweredWords(one)}</Tag>
    ),
  sort: (one) => one.recallAnswer,
}
