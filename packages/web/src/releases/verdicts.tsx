import type { Verdict } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { MemberName } from '../members/member-name.tsx'
import { RuleName } from '../refusals/rule-name.tsx'

const COLUMNS: Column<Verdict>[] = [
  {
    key: 'member',
    head: 'Member',
    cell: (one) => <MemberName member={one.member} />,
    sort: (one) => one.member.name,
  },
  {
    key: 'allow',
    head: 'Receives it',
    cell: (one) => <Tag tone={one.allow ? 'good' : 'bad'}>{one.allow ? 'Yes' : 'No'}</Tag>,
    sort: (one) => Number(one.allow),
  },
  { key: 'reason', head: 'Because', cell: (one) => one.reason, sort: (one) => one.reason },
  {
    key: 'rule',
    head: 'Rule',
    cell: (one) => <RuleName rule={one.rule} />,
    sort: (one) => one.rule,
  },
]

/** Who gets something and who does not, each by the rule that says so. */
export function Verdicts(props: { verdicts: Verdict[]; caption: string }) {
  return (
    <DataTable
      caption={props.caption}
      columns={COLUMNS}
      rows={props.verdicts}
      rowKey={(one) => one.member.id}
      order="-allow"
      empty={<Empty title="Nobody" />}
    />
  )
}
