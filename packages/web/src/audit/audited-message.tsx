import {
  MESSAGE_TYPE_NAMES,
  NEXUS_NAMES,
  PURPOSE_NAMES,
  type AuditedMessage,
  type MessageEvent,
} from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { MESSAGE_STATE_NAMES } from '../messages/words.ts'
import { PERSON_KIND_NAMES, PERSON_STATEMENT_NAMES, PERSONS_NAMED } from '../persons/words.ts'
import { RuleName } from '../refusals/rule-name.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Note, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { UNMASKING_STATE_NAMES } from '../unmasking/words.ts'
import { UnsealingPanel } from './unsealing-panel.tsx'
import { KIND_NAMES } from '../words/names.ts'

/** A message of a government body with all that stood behind it, as an auditor opened it. */
export function AuditedMessagePanel({ message }: { message: AuditedMessage }) {
  const { entry, title, text, history, unmaskings, given } = message
  return (
    <Panel title={title} aside={`${MESSAGE_TYPE_NAMES[entry.type]} by ${entry.sender}`}>
      <div className="stack">
        <Said tone="plain" takesFocus>
          You opened “{title}”. That is on record, and its sender can prove it.
        </Said>
        {entry.withdrawnAt ? (
          <Note tone="bad">
            Its sender took it back on <When at={entry.withdrawnAt} />
            {message.recallReason ? `: ${message.recallReason}` : '.'}
          </Note>
        ) : null}
        <Facts rows={factsOf(message)} />
        <h3>Words</h3>
        <pre className="json wrapped">{text}</pre>
        <h3>Review</h3>
        <DataTable
          caption="How the message came past its second person"
          columns={HISTORY}
          rows={history}
          rowKey={(one) => `${one.at} ${one.what} ${one.revision}`}
          empty={<Empty title="No review of it is on record" />}
        />
        {entry.usPersons === 'masked' ? (
          <>
            <h3>Asked for masked persons</h3>
            <p className="soft small">What its sender told receivers is not here.</p>
            <DataTable
              caption="Receivers that asked for whom a pseudonym stands"
              columns={UNMASKINGS}
              rows={unmaskings}
              rowKey={(one) => `${one.askedAt} ${one.token} ${one.asker.id}`}
              empty={<Empty title="Nobody asked" />}
            />
          </>
        ) : null}
        {entry.usPersons === 'masked' ? <UnsealingPanel releaseId={entry.id} text={text} /> : null}
        <h3>Given to</h3>
        <p className="soft small">Whether and when they read it is theirs alone, and not here.</p>
        <DataTable
          caption="Members that were given the message"
          columns={GIVEN}
          rows={given}
          rowKey={(one) => one.member.id}
          empty={<Empty title="Nobody was given it" />}
        />
      </div>
    </Panel>
  )
}

function factsOf(message: AuditedMessage): Parameters<typeof Facts>[0]['rows'] {
  const { entry, author, approver, nexusBasis, reference } = message
  const nexus = NEXUS_NAMES[entry.nexus]
  return [
    ['Released', <When key="at" at={entry.at} seconds />],
    ['Author', author?.name ?? 'not on record'],
    ['Approver', approver?.name ?? 'not on record'],
    ['Authority, as stated', entry.authority.text],
    [
      'Authority holds',
      <span key="authority">
        <When at={entry.authority.from} /> to <When at={entry.authority.until} />
      </span>,
    ],
    ['Nexus, as stated', nexusBasis === undefined ? nexus : `${nexus}: ${nexusBasis}`],
    ...(reference === undefined ? [] : ([['Paper', reference]] satisfies [string, string][])),
    ['Purpose', PURPOSE_NAMES[entry.purpose]],
    ['Persons of the country', PERSONS_NAMED[entry.usPersons]],
    ...(message.persons ?? []).map((one, i): [string, string] => [
      `Stated by its author, ${i + 1}: ${one.kinds.map((kind) => PERSON_KIND_NAMES[kind].toLowerCase()).join(', ')}`,
      `${PERSON_STATEMENT_NAMES[one.as]}${one.basis === undefined ? '' : ` (${one.basis})`}`,
    ]),
    [
      'Content hash (SHA-256)',
      <span key="hash" className="mono wrapped">
        {entry.contentHash}
      </span>,
    ],
    [
      'Public register',
      <Link key="register" to="/register/$id" params={{ id: entry.id }}>
        Its entry
      </Link>,
    ],
    ['Log entry', `#${entry.logIndex}`],
  ]
}

const HISTORY: Column<MessageEvent>[] = [
  { key: 'what', head: 'What', cell: (one) => MESSAGE_STATE_NAMES[one.what] },
  { key: 'at', head: 'When', cell: (one) => <When at={one.at} seconds /> },
  { key: 'who', head: 'Who', cell: (one) => one.by?.name ?? 'the clock' },
  { key: 'note', head: 'Reason', cell: (one) => one.note ?? '–' },
]

const UNMASKINGS: Column<AuditedMessage['unmaskings'][number]>[] = [
  { key: 'token', head: 'Pseudonym', cell: (one) => <span className="mono">{one.token}</span> },
  {
    key: 'asked',
    head: 'Asked',
    cell: (one) => (
      <>
        <When at={one.askedAt} seconds /> by {one.askedBy.name}, {one.asker.name}
      </>
    ),
  },
  {
    key: 'why',
    head: 'Why, and on which basis',
    cell: (one) => (one.reason ? `${one.reason} (${one.legalBasis ?? ''})` : 'erased'),
  },
  { key: 'state', head: 'State', cell: (one) => UNMASKING_STATE_NAMES[one.state] },
  {
    key: 'decided',
    head: 'Decided',
    cell: (one) => (
      <>
        {one.decidedAt ? <When at={one.decidedAt} seconds /> : '–'}{' '}
        {one.decidedBy ? `by ${one.decidedBy.name}` : ''} {one.words ?? ''}
      </>
    ),
  },
]

const GIVEN: Column<AuditedMessage['given'][number]>[] = [
  {
    key: 'member',
    head: 'Member',
    cell: ({ member }) => `${member.name} (${KIND_NAMES[member.kind]})`,
  },
  { key: 'rule', head: 'Rule', cell: (one) => <RuleName rule={one.rule} /> },
  { key: 'log', head: 'Log entry', number: true, cell: (one) => `#${one.logIndex}` },
]
