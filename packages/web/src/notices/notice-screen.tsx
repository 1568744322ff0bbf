import type { Notice } from '@tocsin/api'
import { Button } from '@mantine/core'
import { usePrefetchQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { AddToCase } from '../cases/add-to-case.tsx'
import { ComingElections } from '../elections/coming.tsx'
import { CorrectionNotes } from './correction-notes.tsx'
import { CloseNoticeDialog } from './close-notice.tsx'
import { PrintLetters } from './letters.tsx'
import { LanguageGaps } from './language-gaps.tsx'
import { MailBlocked, MailLine } from './mail-line.tsx'
import { TextsBlocked, TextsLine } from './texts-line.tsx'
import { Download } from '../ui/download.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { useSpeech } from '../ui/language.tsx'
import { KindTag } from './kind-tag.tsx'
import { stepsTaken, TOLD_ENDS } from './steps.ts'
import { NotHitNotes } from './not-hit-notes.tsx'
import { NoticeWords } from './notice-text.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { Questions } from './questions.tsx'
import { noticeQuery, useCloseNotice } from './data.ts'
import { sessionQuery } from '../session/data.ts'
import { fetchPacket, fetchReceipt } from '../log/data.ts'
import { sayIn, toTextFor } from '../words/language.ts'
import { NOT_HIT_WORDS } from '../words/not-hit-words.ts'
import { coverageQuery } from '../coverage/data.ts'
import { CoverageView } from '../coverage/coverage-view.tsx'

export function NoticeScreen() {
  const { id } = useParams({ from: '/desk/notices/$id' })
  const { data: session } = useSuspenseQuery(sessionQuery)
  const notice = useQuery(noticeQuery(id))
  // Asked beside the notice, which it does not need: for many offices it takes longest.
  usePrefetchQuery(coverageQuery(id, undefined))
  const { language, desk } = useSpeech()
  return (
    <Page
      title={notice.data ? toTextFor(notice.data, language).text.subject : desk.notices}
      actions={notice.data ? <Actions notice={notice.data} /> : null}
    >
      <Loaded query={notice} what={desk.notices.toLowerCase()}>
        {(one) => (
          <Body
            notice={one}
            plain={session.person.roles.includes('clerk')}
            mayWrite={session.person.roles.includes('analyst')}
            isOwn={one.summary.from.id === session.member.id}
          />
        )}
      </Loaded>
    </Page>
  )
}

function Actions(props: { notice: Notice }) {
  const { summary } = props.notice
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { words } = useSpeech()
  const [asking, setAsking] = useState(false)
  const close = useCloseNotice(summary.id)
  const coverage = useQuery(coverageQuery(summary.id, undefined))
  const unanswered = (coverage.data?.targets ?? []).filter(
    ({ state, correctedBy }) =>
      !correctedBy && stepsTaken(state) < (TOLD_ENDS.includes(summary.kind) ? 1 : 2),
  ).length
  const mine = summary.from.id === session.member.id && session.person.roles.includes('analyst')
  return (
    <>
      <AddToCase kind="notice" id={summary.id} />
      <Download
        label={words.receipt}
        name={`notice-${summary.logIndex}.tlog-proof`}
        load={() => fetchReceipt(summary.logIndex)}
      />
      <Download
        label={words.packet}
        name={`notice-${summary.id}.packet`}
        load={() => fetchPacket(`notice:${summary.id}`)}
      />
      {session.person.roles.includes('clerk') ? null : (
        <Button component="a" href={`/api/notices/${summary.id}/cap`} variant="default" size="xs">
          For machines (CAP 1.2)
        </Button>
      )}
      {mine ? <SenderActions summary={summary} /> : null}
      {mine && !summary.closedAt ? (
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          Close
        </Button>
      ) : null}
      {asking ? (
        <CloseNoticeDialog
          open={unanswered}
          busy={close.isPending}
          error={close.error}
          onClose={(reason) => close.mutate(reason, { onSuccess: () => setAsking(false) })}
          onCancel={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** What only whoever sent it can do with it. */
function SenderActions({ summary }: { summary: Notice['summary'] }) {
  return (
    <>
      {!summary.closedAt ? (
        <Button component={Link} to={`/notices/${summary.id}/calls`} variant="default" size="xs">
          Call sheet
        </Button>
      ) : null}
      {!summary.closedAt && summary.counts.unreachable + summary.counts.overdue > 0 ? (
        <PrintLetters id={summary.id} />
      ) : null}
      {summary.kind !== 'reachability' ? (
        <Button component={Link} to={`/notices/${summary.id}/correct`} variant="default" size="xs">
          Correct or clear
        </Button>
      ) : null}
      {summary.kind === 'notice' && !summary.corrects ? (
        <Button component={Link} to={`/notices/${summary.id}/not-hit`} variant="default" size="xs">
          Tell who is not hit
        </Button>
      ) : null}
    </>
  )
}

/** The days left to the elections of the places that were addressed. */
function Elections(props: { id: string }) {
  const coverage = useQuery(coverageQuery(props.id, undefined))
  const targets = coverage.data?.targets
  return targets ? <ComingElections lineages={targets.map((one) => one.lineage)} /> : null
}

function Body(props: { notice: Notice; plain: boolean; mayWrite: boolean; isOwn: boolean }) {
  const { notice } = props
  const { summary } = notice
  const { language, desk } = useSpeech()
  const shown = toTextFor(notice, language)
  const others = Object.entries(notice.texts).filter(([lang]) => lang !== shown.lang)
  const said = (
    <>
      <NoticeWords {...shown} />
      {others.map(([lang, text]) => (
        <details key={lang}>
          <summary lang={lang}>{sayIn(lang)}</summary>
          <NoticeWords text={text} lang={lang} />
        </details>
      ))}
    </>
  )
  return (
    <div className="stack">
      <CorrectionNotes notice={notice} />
      <p className="row">
        <TlpMark tlp={summary.tlp} />
        <KindTag kind={summary.kind} isCorrection={notice.corrects !== undefined} />
        <Terms notice={notice} />
      </p>
      <About affected={notice.affected} />
      <NotHitNotes notice={notice} mayWrite={props.mayWrite} />
      <Elections id={summary.id} />
      {props.plain ? null : (
        <div className="sent-by">
          {summary.mail ? <MailLine mail={summary.mail} /> : null}
          <TextsLine texts={summary.texts} />
        </div>
      )}
      {summary.closedAt ? null : <MailBlocked mail={summary.mail} />}
      {summary.closedAt ? null : <TextsBlocked texts={summary.texts} />}
      {props.isOwn ? <Questions notice={summary.id} mayWrite={props.mayWrite} /> : null}
      <LanguageGaps gaps={notice.languageGaps ?? []} main={notice.mainLanguage} isSent />
      {summary.closedAt ? (
        <Note>
          <p>
            <strong>{desk.closed}</strong> <When at={summary.closedAt} />. {notice.closeReason}
          </p>
        </Note>
      ) : null}
      {props.plain ? (
        <Panel title={desk.said}>{said}</Panel>
      ) : (
        <Panel>
          <details>
            <summary>{desk.said}</summary>
            {said}
          </details>
        </Panel>
      )}
      <CoverageView notice={notice} plain={props.plain} mayWrite={props.mayWrite} />
    </div>
  )
}

/** Who sent it, when, and how long its offices have. */
function Terms({ notice }: { notice: Notice }) {
  const { summary } = notice
  const { language, desk } = useSpeech()
  return (
    <span>
      {summary.from.name} · <When at={summary.sentAt} /> ·{' '}
      {notice.answerWithin === 0
        ? NOT_HIT_WORDS[language].noClock
        : `${desk.answerWithin} ${notice.answerWithin} min`}
      {(notice.shorter ?? []).map((one) => (
        <span key={one.answerWithin}>
          {' '}
          · {one.offices} {desk.offices.toLowerCase()}: {one.answerWithin} min
        </span>
      ))}
    </span>
  )
}

/** The vendor or system that a notice is about. */
function About(props: { affected: Notice['affected'] }) {
  const { affected } = props
  if (!affected) return null
  return (
    <p>
      About <strong>{affected.name}</strong>
      {affected.systemName ? `, ${affected.systemName}` : ''}
    </p>
  )
}
