import { PLAYBOOKS, REPORT_KINDS, type ReportKind } from '@tocsin/api'
import { Panel } from '../ui/page.tsx'
import { REPORT_WORDS } from '../words/report-words.ts'
import { PLAYBOOK_WORDS } from './words.ts'

const WORDS = PLAYBOOK_WORDS.en

/** What whoever reported was told to do first, and whom to call, for those at the desk. */
export function PlaybookNote({ kind, title = WORDS.told }: { kind: ReportKind; title?: string }) {
  const { first, call } = PLAYBOOKS.en[kind]
  return (
    <details>
      <summary>{title}</summary>
      <ol>
        {first.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ol>
      <p>
        {WORDS.call}: {call}
      </p>
    </details>
  )
}

/** All of them, for whoever practises. */
export function PlaybooksPanel() {
  return (
    <Panel title="What offices are told to do first">
      <div className="stack">
        {REPORT_KINDS.map((kind) => (
          <PlaybookNote key={kind} kind={kind} title={REPORT_WORDS.en.kinds[kind]} />
        ))}
      </div>
    </Panel>
  )
}
