import type { Rule } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { rulesQuery } from './data.ts'

const EFFECTS = { permit: 'Lets pass', forbid: 'Refuses' }

const toColumns = (asked: string): Column<Rule>[] => [
  {
    key: 'id',
    head: 'Rule',
    cell: ({ id }) => (
      <span className="mono code" ref={id === asked ? showRow : undefined}>
        {id}
      </span>
    ),
    sort: (one) => one.id,
  },
  {
    key: 'effect',
    head: 'Effect',
    cell: (one) => EFFECTS[one.effect],
    sort: (one) => one.effect,
  },
  { key: 'reason', head: 'In words', cell: (one) => toSentence(one.reason) },
  {
    key: 'since',
    head: 'Since',
    cell: (one) => <time dateTime={one.since}>{one.since}</time>,
    sort: (one) => one.since,
  },
]

/** The rules that decide who gets what. A refusal leads here, to the rule that it names. */
export function RulesScreen() {
  const query = useQuery(rulesQuery)
  const asked = useLocation({ select: ({ hash }) => hash })
  return (
    <Page
      title="Rules"
      intro="Every act is judged by these. A rule that refuses wins over one that lets pass, and what no rule lets pass is refused."
    >
      <Panel>
        <Loaded query={query} what="rules">
          {({ items, version }) => (
            <>
              <DataTable
                caption="Rules"
                columns={toColumns(asked)}
                rows={items}
                rowKey={(one) => one.id}
                isPicked={(one) => one.id === asked}
                isPaged
              />
              <p className="soft small">
                Records name this set of rules by its hash:{' '}
                <span className="mono code">{version.slice(0, 16)}…</span>
              </p>
            </>
          )}
        </Loaded>
      </Panel>
    </Page>
  )
}

function showRow(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' })
}

function toSentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`
}
