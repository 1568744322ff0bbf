import type { PublicReport } from '@tocsin/api'
import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { PlaybookNote } from '../playbooks/playbook.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { PUBLIC_REPORT_WORDS } from '../words/public-report-words.ts'
import { useAnswerPublic, useErase, useOpen } from './public-data.ts'

const WORDS = PUBLIC_REPORT_WORDS.en
const STATES = {
  waiting: 'waits',
  escalated: 'late',
  answered: 'answered',
  withdrawn: 'taken back',
  erased: 'erased',
} as const
const TONES = {
  waiting: 'new',
  escalated: 'bad',
  answered: 'good',
  withdrawn: 'plain',
  erased: 'plain',
} as const

/** A report of the public: masked until it is opened, answered, or erased. */
export function PublicPanel({ report }: { report: PublicReport }) {
  const open = useOpen(report)
  const shown = report.what === undefined ? report : (open.data ?? report)
  return (
    <Panel
      title={`${report.reference}: ${WORDS.kinds[report.kind]}`}
      aside={<Tag tone={TONES[report.state]}>{STATES[report.state]}</Tag>}
    >
      <div className="stack">
        <Facts
          rows={[
            ['Where', shown.where ?? 'Erased'],
            ['Received', <When key="r" at={report.receivedAt} />],
            ['Answer by', <When key="a" at={report.answerBy} />],
          ]}
        />
        <p className="prose">{shown.what ?? 'Its words are erased.'}</p>
        {report.struck > 0 ? (
          <p className="soft small">
            {countOf(report.struck, 'home address was', 'home addresses were')} struck out before
            anything was kept.
          </p>
        ) : null}
        {report.masked > 0 && !open.data ? (
          <div className="row">
            <BusyButton variant="default" busy={open.isPending} onClick={() => open.mutate()}>
              Show {countOf(report.masked, 'masked detail')}
            </BusyButton>
            <span className="soft small">
              That you looked goes on record; the reporter sees it.
            </span>
          </div>
        ) : null}
        <Fault error={open.error} />
        <PlaybookNote kind={report.kind} title="What to do first, in general" />
        <Hops report={report} />
        {report.what === undefined ? null : <Acts report={report} />}
      </div>
    </Panel>
  )
}

function Hops({ report }: { report: PublicReport }) {
  return (
    <details>
      <summary>What happened to it, as whoever reported sees it</summary>
      <ol>
        {report.hops.map((hop) => (
          <li key={hop.logIndex}>
            <When at={hop.at} />: {WORDS.hops[hop.kind]}, entry {hop.logIndex} of the log
            {hop.words ? <p className="prose">{hop.words}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Acts({ report }: { report: PublicReport }) {
  const answer = useAnswerPublic(report)
  const erase = useErase(report)
  const [words, setWords] = useState('')
  const [reason, setReason] = useState('')
  return (
    <>
      <Textarea
        label={report.state === 'answered' ? 'Say more to whoever reported' : 'Answer'}
        description="Whoever has the number and the code reads it as you write it; nobody is mailed"
        autosize
        minRows={2}
        maxLength={8000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Fault error={answer.error} />
      <div className="row">
        <BusyButton
          busy={answer.isPending}
          missing={[!words.trim() && 'the answer']}
          onClick={() => answer.mutate(words.trim(), { onSuccess: () => setWords('') })}
        >
          Answer
        </BusyButton>
      </div>
      <details>
        <summary>Erase its words</summary>
        <div className="stack">
          <TextInput
            label="Why"
            description="For good. The reason is shown to whoever reported: name nobody in it"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Fault error={erase.error} />
          <div>
            <BusyButton
              variant="default"
              busy={erase.isPending}
              missing={[!reason.trim() && 'why']}
              onClick={() => erase.mutate(reason.trim())}
            >
              Erase
            </BusyButton>
          </div>
        </div>
      </details>
    </>
  )
}
