import { PURPOSE_NAMES, type Release } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { AddToCase } from '../cases/add-to-case.tsx'
import { MappingsPanel } from '../knowledge/mappings-panel.tsx'
import { Download } from '../ui/download.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { HoldersTable } from './holders-table.tsx'
import { MessageFacts } from '../messages/message-facts.tsx'
import { MaskedPanel } from './masked-panel.tsx'
import { MemberName } from '../members/member-name.tsx'
import { PapMark, TlpMark, When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { RecallAnswerForm } from './recall-answer.tsx'
import { ReceivedDossier } from './received-dossier.tsx'
import { RecallDialog } from './recall-dialog.tsx'
import { Verdicts } from './verdicts.tsx'
import { DecisionsPanel } from '../decisions/decisions-panel.tsx'
import { AppealPanel } from '../appeals/appeal-form.tsx'
import { RepliesPanel } from '../replies/replies-panel.tsx'
import { WordsPanel } from '../register/words-panel.tsx'
import { useSeen } from '../inbox/data.ts'
import { sessionQuery } from '../session/data.ts'
import { mayAct } from '../session/desks.ts'
import { fetchPacket, fetchReceipt } from '../log/data.ts'
import { fetchPaper, shownReleaseQuery, useAnswerRecall, useRecall } from './data.ts'
import { AskedPanel } from './unmasking-panels.tsx'
import { StandingNote, StatementPanel } from './statement-panel.tsx'
import { TearLinePanel } from './tear-line-panel.tsx'
import { countOf } from '../words/count-of.ts'

export function ReleaseScreen() {
  const { id } = useParams({ from: '/desk/releases/$id' })
  const query = useQuery(shownReleaseQuery(id))
  return (
    <Page
      title={query.data?.summary.title ?? 'Release'}
      intro={query.data ? <Heading summary={query.data.summary} /> : null}
      actions={query.data ? <Actions release={query.data} /> : null}
    >
      <Loaded query={query} what="the release">
        {(release) => <Body release={release} />}
      </Loaded>
    </Page>
  )
}

/** From whom, under which marking and when: what is read before anything else. */
function Heading({ summary }: Pick<Release, 'summary'>) {
  const { from, terms, releasedAt } = summary
  return (
    <span className="row">
      <TlpMark tlp={terms.tlp} /> <PapMark pap={terms.pap} />
      <span>
        <MemberName member={from} /> · <When at={releasedAt} />
      </span>
    </span>
  )
}

function Actions(props: { release: Release }) {
  const { summary } = props.release
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [asking, setAsking] = useState(false)
  const recall = useRecall(summary.id)
  const mine = summary.from.id === session.member.id && session.person.roles.includes('analyst')
  return (
    <>
      <AddToCase kind="release" id={summary.id} />
      <Download
        label="Save the receipt"
        name={`release-${summary.logIndex}.tlog-proof`}
        load={() => fetchReceipt(summary.logIndex)}
      />
      <PaperButtons release={props.release} />
      <Download
        label="Save all that is on record"
        name={`release-${summary.id}.packet`}
        load={() => fetchPacket(`release:${summary.id}`)}
      />
      {mine && !summary.recalledAt && summary.part && !summary.part.corrected ? (
        <Button component={Link} to={`/releases/${summary.id}/correct`} variant="default" size="xs">
          Correct this part
        </Button>
      ) : null}
      {mine && !summary.recalledAt && summary.terms.tlp !== 'clear' ? (
        <Button
          component={Link}
          to={`/releases/${summary.id}/tear-line`}
          variant="default"
          size="xs"
        >
          Make a tear-line
        </Button>
      ) : null}
      {mine && !summary.recalledAt ? (
        <Button color="red" variant="outline" size="xs" onClick={() => setAsking(true)}>
          Take it back
        </Button>
      ) : null}
      {asking ? (
        <RecallDialog
          busy={recall.isPending}
          error={recall.error}
          onRecall={(reason) => recall.mutate(reason, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  )
}

/** The release to brief somebody with, for whoever has it; of a statement all parts together too, which may be marked more strictly. */
function PaperButtons({ release }: { release: Release }) {
  const { summary, statement } = release
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { id } = session.member
  if (!isHolder(release, id) && summary.from.id !== id) return null
  const name = `release-${summary.id}.pdf`
  const held = statement?.parts.filter(({ ended }) => !ended).length ?? 0
  return (
    <>
      <Download label="Save as PDF" name={name} load={() => fetchPaper(summary.id, 'own')} />
      {held > 1 ? (
        <Download
          label={`Save all ${held} parts as PDF`}
          name={name}
          load={() => fetchPaper(summary.id, 'all')}
        />
      ) : null}
    </>
  )
}

function Body(props: { release: Release }) {
  const { summary, recipients, refusals } = props.release
  const answer = useAnswerRecall(summary.id)
  const { data: session } = useSuspenseQuery(sessionQuery)
  useSeen(
    recipients.some(({ member }) => member.id === session.member.id),
    summary,
  )
  return (
    <div className="stack">
      {summary.awaitsMyAnswer ? (
        <Panel title="A recall waits for your answer">
          {mayAct(session.person) ? (
            <RecallAnswerForm
              reason={summary.recallReason}
              busy={answer.isPending}
              error={answer.error}
              onAnswer={(body) => answer.mutate(body)}
            />
          ) : (
            <p>Somebody who acts for your organisation must answer. {summary.recallReason}</p>
          )}
        </Panel>
      ) : null}
      {summary.recalledAt && !summary.awaitsMyAnswer ? (
        <Note tone="warn">
          <p>
            <strong>Taken back</strong> <When at={summary.recalledAt} />. {summary.recallReason}
          </p>
        </Note>
      ) : null}
      <StandingNote release={props.release} />
      {summary.message ? (
        <MessageFacts message={summary.message} signers={props.release.signers} />
      ) : null}
      <ReceivedDossier release={props.release} />
      {summary.message?.persons === 'masked' && summary.from.id === session.member.id ? (
        <MaskedPanel id={summary.id} />
      ) : null}
      {summary.message && summary.from.id === session.member.id ? (
        <WordsPanel id={summary.id} session={session} />
      ) : null}
      <TearLinePanel release={props.release} />
      <StatementPanel release={props.release} />
      <Answers release={props.release} memberId={session.member.id} />
      <MappingsPanel of={{ kind: 'release', ref: summary.id }} />
      <Panel title="Terms">
        <TermsFacts release={props.release} />
      </Panel>
      <Panel title="Who has it">
        <HoldersTable recipients={recipients} summary={summary} />
      </Panel>
      {refusals.length > 0 ? (
        <Panel title="Who was refused">
          <Verdicts verdicts={refusals} caption="Members refused" />
        </Panel>
      ) : null}
    </div>
  )
}

/** What holders ask and answer, each for itself. */
function Answers({ release, memberId }: { release: Release; memberId: string }) {
  const { id } = release.summary
  return (
    <>
      {isAskable(release, memberId) ? <AskedPanel summary={release.summary} /> : null}
      <RepliesPanel releaseId={id} />
      {isHolder(release, memberId) || release.summary.from.id === memberId ? (
        <AppealPanel releaseId={id} />
      ) : null}
      {isHolder(release, memberId) ? <DecisionsPanel releaseId={id} /> : null}
    </>
  )
}

/** Whether the viewer's member was given the release; its sender, or an operator who looks at its envelope, was not. */
function isHolder({ recipients }: Release, memberId: string): boolean {
  return recipients.some(({ member }) => member.id === memberId)
}

/** Whether the viewer's member was given a message that masks somebody; an operator who looks at its envelope was not. */
function isAskable(release: Release, memberId: string): boolean {
  return release.summary.message?.persons === 'masked' && isHolder(release, memberId)
}

function TermsFacts(props: { release: Release }) {
  const { from, group, terms, objectCount, releasedAt, logIndex } = props.release.summary
  return (
    <Facts
      rows={[
        ['From', <MemberName key="from" member={from} />],
        ['Group', group.name],
        ['Objects', countOf(objectCount, 'STIX 2.1 object')],
        [
          'Marking',
          <span key="marking" className="row">
            <TlpMark tlp={terms.tlp} /> <PapMark pap={terms.pap} />
          </span>,
        ],
        ['Purpose', PURPOSE_NAMES[terms.purpose]],
        ['Basis', terms.basis],
        ['Released', <When key="at" at={releasedAt} seconds />],
        ['Expires', terms.expiresAt ? <When key="end" at={terms.expiresAt} /> : 'never'],
        [
          'Log entry',
          <span key="log" className="mono">
            #{logIndex}
          </span>,
        ],
      ]}
    />
  )
}
