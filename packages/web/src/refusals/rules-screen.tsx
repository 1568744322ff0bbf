import type { Rule } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { rulesQuery } from './data.ts'
import { RULES_WORDS, type RulesWords } from './words.ts'

const toColumns = (asked: string, words: RulesWords): Column<Rule>[] => [
  {
    key: 'id',
    head: words.rule,
    cell: ({ id }) => (
      <span className="mono code" ref={id === asked ? showRow : undefined}>
        {id}
      </span>
    ),
    sort: (one) => one.id,
  },
  {
    key: 'effect',
    head: words.effect,
    cell: (one) => words[one.effect],
    sort: (one) => one.effect,
  },
  {
    key: 'reason',
    head: words.words,
    cell: (one) => <span lang="en">{toSentence(one.reason)}</span>,
  },
  {
    key: 'since',
    head: words.since,
    cell: (one) => <time dateTime={one.since}>{one.since}</time>,
    sort: (one) => one.since,
  },
]

/** The rules that decide who gets what. A refusal leads here, to the rule that it names. */
export function RulesScreen() {
  const query = useQuery(rulesQuery)
  const words = RULES_WORDS[useSpeech().language]
  const asked = useLocation({ select: ({ hash }) => hash })
  return (
    <Page title={words.title} intro={words.intro}>
      <Panel>
        <Loaded query={query} what={words.title.toLowerCase()}>
          {({ items, version }) => (
            <>
              <DataTable
                caption={words.title}
                columns={toColumns(asked, words)}
                rows={items}
                rowKey={(one) => one.id}
                isPicked={(one) => one.id === asked}
                isPaged
              />
              <p className="soft small">
                {words.first} {words.version}{' '}
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
