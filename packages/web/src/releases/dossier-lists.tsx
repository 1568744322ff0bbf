import type { ReceivedNote, ReceivedThing } from '@tocsin/api'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import type { Dossier } from './dossier.ts'
import { countOf } from '../words/count-of.ts'

/** Rows of a list before it is unfolded: on a phone each is a card, and forty of them would bury what follows. */
const FIRST = 10

/** Nothing here is a link: it may be hostile. */
const VALUE: Column<ReceivedThing> = {
  key: 'value',
  head: 'What',
  cell: (one) => <span className="mono breaks">{one.value}</span>,
  sort: (one) => one.value,
}
const KIND: Column<ReceivedThing> = {
  key: 'kind',
  head: 'Kind',
  cell: (one) => one.kind,
  sort: (one) => one.kind,
}
const WORDS: Column<ReceivedThing> = {
  key: 'words',
  head: 'What is said of it',
  cell: (one) => one.words.join('. '),
}
const UNTIL: Column<ReceivedThing> = {
  key: 'until',
  head: 'Holds until',
  cell: (one) => (one.until ? <When at={one.until} /> : 'no end named'),
  sort: (one) => one.until ?? '',
}

export function IndicatorsPanel(props: { indicators: ReceivedThing[] }) {
  if (props.indicators.length === 0) return null
  return (
    <Panel title="Indicators" aside="what to look for">
      <DataTable
        caption="Indicators"
        columns={[VALUE, KIND, WORDS, UNTIL]}
        rows={props.indicators}
        rowKey={(one) => one.id}
        first={FIRST}
      />
    </Panel>
  )
}

export function ThingsPanel(props: { things: ReceivedThing[] }) {
  if (props.things.length === 0) return null
  return (
    <Panel title="Domains, links, addresses, files">
      <DataTable
        caption="Domains, links, addresses, files"
        columns={[VALUE, KIND, WORDS]}
        rows={props.things}
        rowKey={(one) => one.id}
        first={FIRST}
      />
    </Panel>
  )
}

/** Lines of a note that are shown before it is unfolded. */
const SHORT = 4

/** What the sender wrote, each note under its heading. */
export function NotesPanel(props: { notes: ReceivedNote[] }) {
  if (props.notes.length === 0) return null
  return (
    <Panel title="What the sender says of it">
      <div className="note-columns">
        {props.notes.map((note, at) => {
          const key = `${at} ${note.title}`
          return (
            <section key={key} className="note-section">
              <h3>{note.title}</h3>
              <Lines lines={note.lines.slice(0, SHORT)} />
              {note.lines.length > SHORT ? (
                <details>
                  <summary className="small">
                    {countOf(note.lines.length - SHORT, 'more line')}
                  </summary>
                  <Lines lines={note.lines.slice(SHORT)} />
                </details>
              ) : null}
            </section>
          )
        })}
      </div>
    </Panel>
  )
}

function Lines(props: { lines: string[] }) {
  return (
    <ul className="reasons breaks">
      {props.lines.map((line, at) => {
        const key = `${at} ${line}`
        return <li key={key}>{line}</li>
      })}
    </ul>
  )
}

type Account = Dossier['accounts'][number]

const ACCOUNT_COLUMNS: Column<Account>[] = [
  {
    key: 'login',
    head: 'Account',
    cell: (one) => <span className="mono breaks">{one.login}</span>,
    sort: (one) => one.login,
  },
  {
    key: 'platform',
    head: 'Platform',
    cell: (one) => one.platform ?? 'not said',
    sort: (one) => one.platform ?? '',
  },
  { key: 'words', head: 'How closely, and acts in step', cell: (one) => one.words ?? 'not said' },
]

export function AccountsPanel(props: { accounts: Account[] }) {
  if (props.accounts.length === 0) return null
  return (
    <Panel title="Accounts" aside={props.accounts.length.toLocaleString('en')}>
      <DataTable
        caption="Accounts"
        columns={ACCOUNT_COLUMNS}
        rows={props.accounts}
        rowKey={(one) => one.id}
        first={FIRST}
      />
    </Panel>
  )
}
