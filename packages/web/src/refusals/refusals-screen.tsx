import type { Refusal } from '@tocsin/api'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { MemberName } from '../members/member-name.tsx'
import { RuleName } from './rule-name.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { sessionQuery } from '../session/data.ts'
import { refusalsQuery } from './data.ts'

/** Acts that the rules judge. */
const ACTS: Record<string, string> = {
  release: 'Give a release',
  'release.read': 'Read a release',
  'ask-unmasking': 'Ask for a masked person',
  unmask: 'Tell who a masked person is',
  'decline-unmasking': 'Decline to tell who a masked person is',
  'ask-unsealing': 'Ask key holders for a masked person',
  'agree-unsealing': 'Agree that an auditor is told a masked person',
  'decline-unsealing': 'Decline that an auditor is told a masked person',
  'adopt-end': 'Let a later end stand',
  'decline-end': 'Decline a later end',
  'notice.send': 'Send a notice',
  'notice.close': 'Close a notice',
  'notice.deliver': 'Mail a notice',
  'notice.open': 'Open a notice by its link',
}

const COLUMNS: Column<Refusal>[] = [
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds />, sort: (one) => one.at },
  {
    key: 'act',
    head: 'Act',
    cell: (one) => ACTS[one.act] ?? 'Another act',
    sort: (one) => one.act,
  },
  { key: 'subject', head: 'About', cell: (one) => one.subject, sort: (one) => one.subject },
  {
    key: 'to',
    head: 'To',
    cell: (one) => (one.to ? <MemberName member={one.to} /> : '–'),
    sort: (one) => one.to?.name,
  },
  { key: 'reason', head: 'Because', cell: (one) => one.reason, sort: (one) => one.reason },
  {
    key: 'rule',
    head: 'Rule',
    cell: (one) => <RuleName rule={one.rule} />,
    sort: (one) => one.rule,
  },
  {
    key: 'log',
    head: 'Log entry',
    number: true,
    cell: (one) => `#${one.logIndex}`,
    sort: (one) => one.logIndex,
  },
]

export function RefusalsScreen() {
  const query = useInfiniteQuery(refusalsQuery)
  const { data: session } = useSuspenseQuery(sessionQuery)
  return (
    <Page
      title="Refusals"
      intro="What the rules did not let pass. A no is part of the record, with the rule that said it."
    >
      <Panel>
        <Loaded query={query} what="refusals">
          {(data) => (
            <DataTable
              caption="Refusals"
              columns={COLUMNS}
              rows={itemsOf(data, (one) => one.id)}
              rowKey={(one) => one.id}
              order="-at"
              isPaged
              empty={
                <Empty
                  title={
                    session.person.roles.includes('operator')
                      ? 'Nothing was refused'
                      : 'Nothing of your organisation was refused'
                  }
                />
              }
            />
          )}
        </Loaded>
        <MoreButton query={query} />
      </Panel>
    </Page>
  )
}
