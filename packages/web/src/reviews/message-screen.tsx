import { PURPOSE_NAMES, type DraftPart, type MessageEvent, type MessageReview } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { messageQuery, noAskQuery } from '../messages/data.ts'
import { MessageFacts } from '../messages/message-facts.tsx'
import { MESSAGE_STATE_NAMES, REVIEW_TYPE_NAMES } from '../messages/words.ts'
import { PersonsTable } from '../persons/persons-table.tsx'
import { statementsOf } from '../persons/statements.ts'
import { ObjectsTable } from '../releases/objects-table.tsx'
import { Verdicts } from '../releases/verdicts.tsx'
import { sessionQuery } from '../session/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { PapMark, TlpMark, When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { reviewMailWords } from '../ui/review-mails.ts'
import { ChangesPanel } from './changes-panel.tsx'
import { DecisionPanel } from './decision-panel.tsx'
import { MessageState } from './message-state.tsx'
import { TearLineReview } from './tear-line-review.tsx'
import { WordsPanel } from './words-panel.tsx'
import { countOf } from '../words/count-of.ts'
import { PART_NAMES } from '../words/part-words.ts'

export function MessageScreen() {
  const { id } = useParams({ from: '/desk/messages/$id' })
  const query = useQuery(messageQuery(id))
  return (
    <Page title={query.data?.summary.title ?? 'Message'}>
      <Loaded query={query} what="the message">
        {(review) => <Body review={review} />}
      </Loaded>
    </Page>
  )
}

function Body({ review }: { review: MessageReview }) {
  const { draft, verdicts, changes, fault, history, persons, tearLine } = review
  const { data: session } = useSuspenseQuery(sessionQuery)
  const noAsk = useQuery(noAskQuery)
  return (
    <div className="stack">
      <Panel title="State">
        <State review={review} />
      </Panel>
      {fault ? (
        <Note tone="bad" role="alert">
          <p>{fault}</p>
        </Note>
      ) : null}
      <SinceSubmitted review={review} />
      {tearLine ? <TearLineReview tearLine={tearLine} objects={draft.objects} /> : null}
      {changes ? <ChangesPanel changes={changes} /> : null}
      {draft.message && noAsk.data ? (
        <MessageFacts message={{ ...draft.message, noAsk: noAsk.data }} />
      ) : null}
      <Panel title="Terms">
        <Terms review={review} />
      </Panel>
      {tearLine ? null : <WordsPanel objects={draft.objects} />}
      {persons ? (
        <Panel title="Persons it may name">
          <PersonsTable found={persons.found} stated={statementsOf(draft.persons)} />
        </Panel>
      ) : null}
      {verdicts.length > 0 ? (
        <Panel title="Who would receive it">
          <Verdicts verdicts={verdicts} caption="Who would receive it" />
        </Panel>
      ) : null}
      <Panel title="Objects" aside={countOf(draft.objects.length, 'STIX 2.1 object')}>
        <ObjectsTable objects={draft.objects} />
      </Panel>
      <DecisionPanel review={review} session={session} />
      <Panel title="History">
        <DataTable
          caption="What happened to it"
          columns={HISTORY}
          rows={history}
          rowKey={(one) => `${one.at} ${one.what} ${one.revision}`}
        />
      </Panel>
    </div>
  )
}

/** That rules or receivers changed while it waits, to whoever looks at it, its author too. */
function SinceSubmitted({ review: { summary, sinceSubmitted = [] } }: { review: MessageReview }) {
  if (sinceSubmitted.length === 0) return null
  return (
    <Note tone="warn" role="alert">
      <p>
        <strong>Changed since it was submitted</strong>, while it waited:
      </p>
      <ul>
        {sinceSubmitted.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>
        Below it is judged by what holds now. See the{' '}
        <Link to="/groups/$id/charter" params={{ id: summary.group.id }}>
          charter of {summary.group.name}
        </Link>
        .
      </p>
    </Note>
  )
}

function State({ review }: { review: MessageReview }) {
  const { summary, sha256, mails } = review
  return (
    <Facts
      rows={[
        ['State', <MessageState key="state" state={summary.state} />],
        ['Type', REVIEW_TYPE_NAMES[summary.type]],
        ['Written by', summary.author.name],
        ['Submitted', <When key="at" at={summary.submittedAt} seconds />],
        ...(summary.dueAt
          ? ([['Times out', <When key="due" at={summary.dueAt} />]] satisfies [string, ReactNode][])
          : []),
        ...(summary.state === 'submitted'
          ? [['Mail to second reviewers', reviewMailWords(mails)] as [string, string]]
          : []),
        ['Submission', String(summary.revision)],
        [
          'SHA-256',
          <span key="hash" className="mono">
            {sha256}
          </span>,
        ],
      ]}
    />
  )
}

function Terms({ review }: { review: MessageReview }) {
  const { terms, part } = review.draft
  return (
    <Facts
      rows={[
        ['Group', review.summary.group.name],
        [
          'Marking',
          <span key="marking" className="row">
            <TlpMark tlp={terms.tlp} /> <PapMark pap={terms.pap} />
          </span>,
        ],
        ['Purpose', PURPOSE_NAMES[terms.purpose]],
        ['Basis', terms.basis],
        ['Expires', terms.expiresAt ? <When key="end" at={terms.expiresAt} /> : 'never'],
        ...(part ? partRows(part) : []),
      ]}
    />
  )
}

/** Which part of a statement it is, what it corrects and until when it holds. */
function partRows({ kind, corrects, validUntil }: DraftPart): [string, ReactNode][] {
  return [
    ['Part of a statement', PART_NAMES[kind]],
    ...(corrects
      ? ([
          [
            'Corrects',
            <Link key="corrects" to="/releases/$id" params={{ id: corrects }}>
              the earlier release; whoever read that is told again
            </Link>,
          ],
        ] satisfies [string, ReactNode][])
      : []),
    ['Vouched for until', validUntil ? <When key="valid" at={validUntil} /> : 'no end named'],
  ]
}

const HISTORY: Column<MessageEvent>[] = [
  { key: 'what', head: 'What', cell: (one) => MESSAGE_STATE_NAMES[one.what] },
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds /> },
  { key: 'who', head: 'Who', cell: (one) => one.by?.name ?? 'the clock' },
  { key: 'note', head: 'Reason', cell: (one) => one.note ?? '–' },
]
