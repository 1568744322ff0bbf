import type { BodyOf, OfficeNotice, acknowledgeAsOffice } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Download } from '../ui/download.tsx'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { toTextFor, toWrittenTime } from '../words/language.ts'
import { QUESTION_WORDS } from '../words/question-words.ts'
import { ROLE_WORDS } from '../words/notice-words.ts'
import { KindTag } from './kind-tag.tsx'
import { fetchOfficeReceipt } from './data.ts'
import { whoActs } from '../words/who-acts.ts'
import { nextStep } from './steps.ts'
import { Fault, Note, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { StateMark } from '../coverage/state-mark.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { OfficeCorrectionNotes } from './correction-notes.tsx'
import { NotHitNote } from './not-hit-notes.tsx'
import { NoticeWords } from './notice-text.tsx'
import { Panel } from '../ui/page.tsx'

type Answer = BodyOf<typeof acknowledgeAsOffice>

type Props = {
  notice: OfficeNotice
  busy: boolean
  error: unknown
  onAnswer: (answer: Answer) => void
}

/** A notice made out to this office, with the two taps that answer it. */
export function OfficeAnswer(props: Props) {
  const { notice } = props
  const { language, words, desk } = useSpeech()
  const { text, lang } = toTextFor(notice, language)
  return (
    <Panel title={text.subject} aside={<StateMark state={notice.state} />}>
      <div className="stack">
        <div className="row">
          <TlpMark tlp={notice.tlp} />
          <KindTag kind={notice.kind} isCorrection={notice.corrects !== undefined} />
          {notice.closed ? <Tag>{desk.closed}</Tag> : null}
          <span className="soft small">
            {notice.from.name} · <When at={notice.sentAt} />
          </span>
        </div>
        <OfficeCorrectionNotes
          kind={notice.kind}
          corrects={notice.corrects}
          correctedBy={notice.correctedBy}
        />
        <NotHitNote notice={notice} />
        <NoticeWords text={text} lang={lang} />
        <p className="soft small">
          {words.code} <strong className="mono code call-back">{notice.callBackCode}</strong>
        </p>
        <Standing notice={notice} />
        <Asked notice={notice} />
        <Fault error={props.error} />
        <NextStep {...props} />
        <Download
          label={words.receipt}
          name={`notice-${notice.logIndex}.tlog-proof`}
          load={() => fetchOfficeReceipt(notice.targetId)}
        />
        <p>
          <Link to="/notices/$id" params={{ id: notice.noticeId }}>
            {desk.details}
          </Link>
        </p>
      </div>
    </Panel>
  )
}

/** What somebody of the office asked by a mailed link, and what came back. */
function Asked({ notice }: { notice: OfficeNotice }) {
  const { language } = useSpeech()
  const words = QUESTION_WORDS[language]
  if (!notice.questions) return null
  return (
    <section aria-label={words.title}>
      <h3>{words.title}</h3>
      {notice.questions.map(({ askedBy, askedAt, text, answer }) => (
        <div key={`${askedAt} ${text}`} className="stack">
          <p className="soft small">{words.asked(askedBy, toWrittenTime(askedAt, language))}</p>
          <p className="prose">{text}</p>
          <p className="soft small">
            {answer
              ? words.replied(toWrittenTime(answer.at, language))
              : notice.closed
                ? words.unanswered
                : words.waits}
          </p>
          {answer ? <p className="prose">{answer.text}</p> : null}
        </div>
      ))}
    </section>
  )
}

/** Where the office stands; once it answers here the focus moves to the thanks, as its button goes. */
function Standing(props: { notice: OfficeNotice }) {
  const { notice } = props
  const { words } = useSpeech()
  const acting = whoActs(notice)
  const [first] = useState(notice.state)
  const said = useRef<HTMLOutputElement>(null)
  const taken = notice.state === first ? undefined : notice.state
  useEffect(() => {
    const lost = document.activeElement === document.body || document.activeElement === null
    if (taken && lost) said.current?.focus()
  }, [taken])
  const thanks: Partial<Record<OfficeNotice['state'], string>> = {
    told: notice.kind === 'reachability' ? words.afterTest : words.afterTold,
    understood: words.afterUnderstood,
    acted: words.afterActed,
  }
  return (
    <>
      <output ref={said} tabIndex={-1}>
        {taken && thanks[taken] ? <Note tone="good">{thanks[taken]}</Note> : null}
      </output>
      {acting ? (
        <p>
          {words.acts}: {acting}
        </p>
      ) : null}
      {notice.closed ? (
        <p className="soft">{notice.correctedBy ? words.replaced : words.closed}</p>
      ) : null}
      {notice.state === 'overdue' ? <Note tone="warn">{words.late}</Note> : null}
    </>
  )
}

function NextStep(props: Props) {
  const { notice, busy, onAnswer } = props
  const { words, language } = useSpeech()
  const correction = CORRECTION_WORDS[language]
  const step = nextStep(notice)
  if (!step) return null
  if (step === 'understood') return <WhoActs {...props} />
  const [label, hint] =
    notice.kind === 'reachability'
      ? [words.testTold, words.testHint]
      : notice.corrects && step === 'told'
        ? [correction.confirm, correction.confirmHint]
        : step === 'told'
          ? [words.told, words.toldHint]
          : [words.done, words.doneHint]
  return (
    <div>
      <BusyButton busy={busy} onClick={() => onAnswer({ step })}>
        {label}
      </BusyButton>
      <p className="soft small">{hint}</p>
    </div>
  )
}

function WhoActs(props: Props) {
  const { language, words } = useSpeech()
  const [who, setWho] = useState(ROLE_WORDS[language][props.notice.role])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onAnswer({ step: 'understood', who: who.trim() })
  }
  return (
    <form className="row row-end" onSubmit={submit}>
      <TextInput
        label={words.who}
        required
        pattern=".*\S.*"
        maxLength={300}
        value={who}
        onChange={(event) => setWho(event.currentTarget.value)}
      />
      <BusyButton type="submit" busy={props.busy}>
        {words.understand}
      </BusyButton>
    </form>
  )
}
