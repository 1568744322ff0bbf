import type { Unmasking, UnmaskingState } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { UNMASKING_STATE_NAMES } from './words.ts'

const TONES: Record<UnmaskingState, Tone> = {
  asked: 'new',
  approved: 'good',
  declined: 'warn',
  'timed-out': 'bad',
  erased: 'plain',
  withdrawn: 'plain',
}

const WHAT: Column<Unmasking> = {
  key: 'token',
  head: 'Pseudonym',
  cell: (one) => <span className="mono">{one.token}</span>,
}
const STATE: Column<Unmasking> = {
  key: 'state',
  head: 'State',
  cell: (one) => (
    <>
      <Tag tone={TONES[one.state]}>
        {one.state === 'asked' && one.mayDecide ? 'Waits for you' : stateWords(one)}
      </Tag>
      {one.fault ? (
        <span className="soft small"> It cannot be approved now: {one.fault.reason}.</span>
      ) : null}
    </>
  ),
}
/** Whoever of the sender may not decide is not told that it waits for them. */
function stateWords({ state, own }: Unmasking): string {
  return state === 'asked' && !own ? 'Waits for a second reviewer' : UNMASKING_STATE_NAMES[state]
}

const ASKED: Column<Unmasking> = {
  key: 'asked',
  head: 'Asked',
  cell: (one) => (
    <>
      <When at={one.askedAt} /> {one.askedBy ? `by ${one.askedBy.name}` : `by ${one.asker.name}`}
    </>
  ),
}
const WHY: Column<Unmasking> = {
  key: 'why',
  head: 'Why',
  cell: (one) => (one.reason ? `${one.reason} (${one.legalBasis ?? ''})` : 'erased'),
}
const WORDS: Column<Unmasking> = {
  key: 'words',
  head: 'Decided',
  cell: (one) => (
    <>
      {one.decidedAt ? <When at={one.decidedAt} /> : '–'}{' '}
      {one.decidedBy ? `by ${one.decidedBy.name}` : ''}
      {one.words ? <div>{one.words}</div> : null}
    </>
  ),
}
const PERSON: Column<Unmasking> = {
  key: 'person',
  head: 'Stands for',
  cell: (one) => one.person?.original ?? '–',
}

/** Asks about one message, with what came of each. */
export function UnmaskingsTable({ items, own }: { items: readonly Unmasking[]; own: boolean }) {
  return (
    <DataTable
      caption={own ? 'What your organisation asked for' : 'What receivers asked for'}
      columns={[WHAT, PERSON, STATE, ASKED, WHY, WORDS]}
      rows={[...items]}
      rowKey={(one) => one.id}
      empty={<Empty title="Nothing was asked" />}
    />
  )
}

const WAITING: Column<Unmasking>[] = [
  {
    key: 'title',
    head: 'Message',
    cell: (one) => (
      <Link to="/releases/$id" params={{ id: one.releaseId }}>
        {one.title}
      </Link>
    ),
  },
  WHAT,
  { key: 'asker', head: 'Asked by', cell: (one) => one.asker.name },
  {
    key: 'due',
    head: 'Times out',
    cell: (one) => (one.dueAt ? <When at={one.dueAt} /> : '–'),
    sort: (one) => one.dueAt ?? '',
  },
]

/** Asks that wait, over all messages of the own member. */
export function WaitingUnmaskings({ items }: { items: readonly Unmasking[] }) {
  return (
    <DataTable
      caption="Asks for masked persons that wait"
      columns={WAITING}
      rows={[...items]}
      rowKey={(one) => one.id}
      order="due"
      empty={<Empty title="Nothing waits" />}
    />
  )
}
