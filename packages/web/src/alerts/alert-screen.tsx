import type { PartyAlert } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { LookalikeDossier } from '../findings/lookalike-dossier.tsx'
import { fetchReceipt } from '../log/data.ts'
import { mayAct } from '../session/desks.ts'
import { sessionQuery } from '../session/data.ts'
import { Download } from '../ui/download.tsx'
import { Loaded, Note, Tag } from '../ui/feedback.tsx'
import { HostName } from '../ui/host-name.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { defanged, textOf } from '../words/host-name.ts'
import { PARTY_WORDS } from '../words/party-words.ts'
import { AlertActs } from './alert-acts.tsx'
import { AnswerCard } from './answer-card.tsx'
import { alertQuery } from './data.ts'
import { describeAnswer, happened, type Happened } from './happened.ts'
import { MailsPanel } from './mails-panel.tsx'
import { useIsToldParty } from './told-panel.tsx'
import {
  ALERT_STATE_NAMES,
  ALERT_STATE_TEXTS,
  ALERT_STATE_TONES,
  techniqueName,
  whyNotShared,
} from './words.ts'

/** One name: what it imitates and how, what happened to it, and what can be done by whom. */
export function AlertScreen() {
  const { id } = useParams({ from: '/desk/alerts/$id' })
  const query = useQuery(alertQuery(id))
  const alert = query.data?.alert
  return (
    <Page
      title={alert ? textOf(alert.name) : 'A name that imitates'}
      actions={
        <Link to="/alerts" search={{}}>
          All names
        </Link>
      }
    >
      <Loaded query={query} what="the name">
        {(data) => (
          <div className="split">
            <div className="stack">
              <Head alert={data.alert} hasDossier={data.finding !== undefined} />
              {data.finding ? <LookalikeDossier finding={data.finding} /> : null}
              <Timeline lines={happened(data)} />
            </div>
            <Aside alert={data.alert} mails={data.mails} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Head({ alert, hasDossier }: { alert: PartyAlert; hasDossier: boolean }) {
  const { state, score, technique, party, evidence } = alert
  // The dossier says it too.
  const measured: [string, string][] = hasDossier
    ? []
    : [
        ['Why', defanged(evidence)],
        ['Score', `${score} of 100; it puts names in order and is no probability`],
      ]
  return (
    <section className="panel stack" aria-label="The name">
      <p className="row">
        <Tag tone={ALERT_STATE_TONES[state]}>{ALERT_STATE_NAMES[state]}</Tag>
        <span>{ALERT_STATE_TEXTS[state]}</span>
      </p>
      <div className="beside">
        <HostName name={alert.name} beside={alert.target} />
        <HostName name={alert.target} />
      </div>
      <Facts
        rows={[
          ['Imitates', party.name],
          ['How', techniqueName(technique)],
          ...measured,
          ['Found by', alert.finder.name],
          [
            'Seen',
            <span key="s">
              first <When at={alert.firstSeen} />,{' '}
              {alert.seen === 1 ? 'once' : `${alert.seen} times`}
            </span>,
          ],
        ]}
      />
    </section>
  )
}

function Aside({ alert, mails }: Parameters<typeof MailsPanel>[0]) {
  const { person, member } = useSuspenseQuery(sessionQuery).data
  const isTold = useIsToldParty()(alert)
  const isFinder = alert.finder.id === member.id
  return (
    <div className="stack">
      {isTold ? <OwnAnswer alert={alert} mayAnswer={mayAct(person)} /> : null}
      {isFinder && person.roles.includes('analyst') ? <AlertActs alert={alert} /> : null}
      {isFinder ? <MailsPanel alert={alert} mails={mails} /> : null}
      {isFinder && !isTold ? <Answered alert={alert} /> : null}
      <Others alert={alert} />
      {isFinder ? (
        <Panel title="Proof">
          <p className="soft">
            Entry {alert.logIndex} of the log was made when the name was found, before anybody was
            told.
          </p>
          <Download
            label="Save its proof"
            name={`name-${alert.logIndex}.tlog-proof`}
            load={() => fetchReceipt(alert.logIndex)}
          />
        </Panel>
      ) : null}
    </div>
  )
}

function OwnAnswer(props: { alert: PartyAlert; mayAnswer: boolean }) {
  const { language } = useSpeech()
  return (
    <Panel title={PARTY_WORDS[language].answered}>
      <AnswerCard alert={props.alert} mayAnswer={props.mayAnswer} isAlone />
    </Panel>
  )
}

function Answered({ alert }: { alert: PartyAlert }) {
  const { answer, setAside } = alert
  return (
    <Panel title="What the party says">
      {answer ? (
        <div className="stack">
          <div>
            Its newest answer, <When at={answer.at} />: {describeAnswer(answer)}.
          </div>
          {answer.wantsHelp ? (
            <Note tone="warn">
              <p>It asks you for help, in confidence.</p>
            </Note>
          ) : null}
          {answer.words === undefined ? null : <p className="prose">{answer.words}</p>}
        </div>
      ) : (
        <p className="soft">It has not answered.</p>
      )}
      {setAside === undefined ? null : <p>Set aside: {setAside}</p>}
    </Panel>
  )
}

function Others({ alert }: { alert: PartyAlert }) {
  const { seal } = alert
  return (
    <Panel title="Who else may know">
      <p>
        {whyNotShared(alert) ??
          'Members may be told now, by whoever found it and under the rules of the exchange.'}
      </p>
      {seal ? (
        <Facts
          rows={[
            [seal.opened ? 'Was sealed until' : 'Sealed until', <When key="u" at={seal.until} />],
            ['Basis', seal.basis],
          ]}
        />
      ) : null}
      {seal?.opened ? <Link to="/defended">It is public now</Link> : null}
    </Panel>
  )
}

function Timeline({ lines }: { lines: readonly Happened[] }) {
  return (
    <Panel title="What happened">
      <ol className="happened">
        {lines.map(({ at, words, logIndex }) => (
          <li key={`${at} ${words}`}>
            <When at={at} /> {words}
            {logIndex === undefined ? null : (
              <span className="soft small"> (entry {logIndex} of the log)</span>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
