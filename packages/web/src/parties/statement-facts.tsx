import type { PartyStatement } from '@tocsin/api'
import type { ReactNode } from 'react'
import { HostName } from '../ui/host-name.tsx'
import { Facts } from '../ui/page.tsx'
import { nameOfLanguage } from '../words/language.ts'
import { hoursWords, PARTY_KIND_NAMES } from './words.ts'

type Row = {
  name: string
  of: (statement: PartyStatement) => string[]
  isHost?: boolean
}

/** What a statement says, a row a thing and a line an item, so that two can be held side by side. */
const ROWS: readonly Row[] = [
  { name: 'Name', of: ({ name }) => [name] },
  { name: 'Kind', of: ({ kind }) => [PARTY_KIND_NAMES[kind]] },
  { name: 'Domains', of: ({ domains }) => [...domains], isHost: true },
  { name: 'Other names', of: ({ aliases }) => [...aliases], isHost: true },
  { name: 'Words', of: ({ keywords }) => [...keywords], isHost: true },
  { name: 'Told', of: ({ contacts }) => contacts.map(contactWords) },
  { name: 'At once', of: ({ tellFrom }) => [`from a score of ${tellFrom}`] },
  { name: 'Others', of: ({ othersAfter }) => [`after ${hoursWords(othersAfter)}`] },
]

function contactWords({ title, email, phone, language }: PartyStatement['contacts'][number]) {
  return [title, email, phone ?? 'no telephone', nameOfLanguage(language)].join(', ')
}

export function StatementFacts(props: { statement: PartyStatement }) {
  return (
    <Facts
      rows={ROWS.map(({ name, of, isHost }) => [
        name,
        <Lines
          key={name}
          lines={of(props.statement).map((text) => ({ text, isHost: isHost ?? false }))}
        />,
      ])}
    />
  )
}

/** What a proposed version changes against the one in force, side by side. */
export function StatementChanges(props: { before: PartyStatement; after: PartyStatement }) {
  const { before, after } = props
  const rows = ROWS.map((row) => ({ ...row, was: row.of(before), becomes: row.of(after) }))
  return (
    <table className="table changes">
      <caption className="hidden-text">What the proposed version changes</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">In force</th>
          <th scope="col">Proposed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, was, becomes, isHost = false }) => (
          <tr key={name} data-changed={was.join('\n') !== becomes.join('\n') || undefined}>
            <th scope="row">{name}</th>
            <td data-head="In force">
              <Lines lines={marked(was, becomes, 'gone', isHost)} />
            </td>
            <td data-head="Proposed">
              <Lines lines={marked(becomes, was, 'added', isHost)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type Line = { text: string; isHost: boolean; mark?: 'gone' | 'added' }

function marked(
  lines: readonly string[],
  others: readonly string[],
  mark: 'gone' | 'added',
  isHost: boolean,
): Line[] {
  return lines.map((text) => ({ text, isHost, ...(others.includes(text) ? {} : { mark }) }))
}

function Lines(props: { lines: readonly Line[] }): ReactNode {
  if (props.lines.length === 0) return <span className="soft">none</span>
  return (
    <ul className="plain-list breaks">
      {props.lines.map(({ text, isHost, mark }) => (
        <li key={text}>
          {mark === undefined ? null : <strong>{mark === 'gone' ? 'Goes: ' : 'New: '}</strong>}
          {isHost ? <HostName name={text} /> : text}
        </li>
      ))}
    </ul>
  )
}
