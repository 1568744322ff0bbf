import type { Report } from '@tocsin/api'
import { Button, Textarea } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { EMPTY_FORM, EMPTY_TEXT, type NoticeForm } from '../notices/notice-form.ts'
import { PlaybookNote } from '../playbooks/playbook.tsx'
import { sessionQuery } from '../session/data.ts'
import { writeDraft } from '../session/drafts.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { AddToCase } from '../cases/add-to-case.tsx'
import { MappingsDetails } from '../knowledge/mappings-panel.tsx'
import { Fault, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { REPORT_WORDS } from '../words/report-words.ts'
import { useAnswer, useJoin, usePart } from './data.ts'
import { countOf } from '../words/count-of.ts'

type Props = { report: Report; byId: ReadonlyMap<string, Report> }

const WORDS = REPORT_WORDS.en
const STATES = { waiting: 'waits', escalated: 'late', answered: 'answered' } as const
const TONES = { waiting: 'new', escalated: 'bad', answered: 'good' } as const

export function ReportPanel({ report, byId }: Props) {
  const lead = report.joinedTo ? byId.get(report.joinedTo) : undefined
  return (
    <Panel
      title={`${report.reference}: ${WORDS.kinds[report.kind]}`}
      aside={<Tag tone={TONES[report.state]}>{STATES[report.state]}</Tag>}
    >
      <div className="stack">
        {report.joinedTo ? (
          <p>
            Joined to {lead ? lead.reference : 'an older report'}: what you answer to that one from
            now on answers this too.
            {lead?.state === 'answered' && report.state !== 'answered'
              ? ' That one was answered before this was joined, so this one still waits.'
              : ''}
          </p>
        ) : null}
        <Facts
          rows={[
            [
              'From',
              report.role ? `${OFFICE_ROLE_NAMES[report.role]}, ${report.place}` : report.place,
            ],
            ['Where', report.where],
            ['Received', <When key="r" at={report.receivedAt} />],
            ['Answer by', <When key="a" at={report.answerBy} />],
          ]}
        />
        <p className="prose">{report.what}</p>
        {report.struck > 0 ? (
          <p className="soft small">
            {countOf(report.struck, 'home address was', 'home addresses were')} struck out before
            anything was kept.
          </p>
        ) : null}
        <Files report={report} />
        <Duplicates report={report} byId={byId} />
        <PlaybookNote kind={report.kind} />
        <Hops report={report} />
        <div className="row">
          <AddToCase kind="report" id={report.id} />
        </div>
        <MappingsDetails of={{ kind: 'report', ref: report.id }} />
        <Acts report={report} />
      </div>
    </Panel>
  )
}

function Files({ report }: { report: Report }) {
  if (report.files.length === 0) return null
  return (
    <ul className="small">
      {report.files.map((file) => (
        <li key={file.sha256}>
          {file.name}, {countOf(file.size, 'byte')}: {WORDS[file.state]}.{' '}
          {file.state === 'withheld' ? null : (
            <a href={`/api/reports/${report.id}/files/${file.sha256}`} download>
              Save it; it may be harmful
            </a>
          )}{' '}
          <span className="mono">SHA-256 {file.sha256}</span>{' '}
          <AddToCase kind="media" id={file.id} label={`Add ${file.name} to a case`} />
        </li>
      ))}
    </ul>
  )
}

function Duplicates({ report, byId }: Props) {
  const join = useJoin(report)
  const part = usePart(report)
  const unseen = report.duplicates.filter((id) => !byId.has(id)).length
  return (
    <>
      {report.joinedTo ? (
        <BusyButton size="xs" variant="default" busy={part.isPending} onClick={() => part.mutate()}>
          Part it again
        </BusyButton>
      ) : (
        report.duplicates.map((id) => {
          const other = byId.get(id)
          if (!other || other.joinedTo) return null
          return (
            <div key={id} className="row">
              <span>
                May be of the same thing as {other.reference}, from {other.place}.
              </span>
              <BusyButton
                size="xs"
                variant="default"
                busy={join.isPending}
                onClick={() => join.mutate(id)}
              >
                Join it to {other.reference}
              </BusyButton>
            </div>
          )
        })
      )}
      {unseen > 0 && !report.joinedTo ? (
        <p className="soft small">
          {countOf(unseen, 'older report')} not shown yet may be of the same thing.
        </p>
      ) : null}
      <Fault error={join.error ?? part.error} />
    </>
  )
}

function Hops({ report }: { report: Report }) {
  return (
    <details>
      <summary>What happened to it, as whoever reported sees it</summary>
      <ol>
        {report.hops.map((hop) => (
          <li key={hop.logIndex}>
            <When at={hop.at} />: {WORDS.hops[hop.kind]}
            {hop.by ? ` (${hop.by})` : ''}, entry {hop.logIndex} of the log
            {hop.words ? <p className="prose">{hop.words}</p> : null}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Acts({ report }: { report: Report }) {
  const answer = useAnswer(report)
  const who = report.role ? 'the office' : report.place
  const [words, setWords] = useState('')
  return (
    <>
      <Textarea
        label={report.state === 'answered' ? `Say more to ${who}` : `Answer to ${who}`}
        description="It is read as you write it: by an office or party by its link, by a member signed in. So it is for each report that is joined to this one"
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
        <MakeNotice report={report} />
      </div>
    </>
  )
}

/** Begins a notice with what the report says; who is told and how sure we are is left to whoever writes it. */
function MakeNotice({ report }: { report: Report }) {
  const { person, exchange } = useSuspenseQuery(sessionQuery).data
  const navigate = useNavigate()
  const [full, setFull] = useState(false)
  const begin = () => {
    const [language = 'en'] = exchange.languages
    const text = {
      ...EMPTY_TEXT,
      subject: WORDS.kinds[report.kind],
      what: `${report.what}\n\nSeen at: ${report.where}`,
    }
    const value: NoticeForm = { ...EMPTY_FORM, texts: { [language]: text } }
    const kept = { at: new Date().toISOString(), value }
    if (writeDraft(sessionStorage, person.id, 'notice-texts', kept))
      void navigate({ to: '/notices/new' })
    else setFull(true)
  }
  return (
    <>
      <Button variant="default" onClick={begin}>
        Begin a notice with it
      </Button>
      {full ? <span className="fault">This browser has no room to keep a draft.</span> : null}
    </>
  )
}
