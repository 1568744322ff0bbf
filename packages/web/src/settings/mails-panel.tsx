import type { Session, Settings } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { Scroll } from '../ui/scroll.tsx'
import { mayAct } from '../session/desks.ts'
import { LANGUAGES, OWN_NAMES } from '../words/language.ts'
import { useChangeSettings, useChooseMeetingMail } from './data.ts'
import { Fared, NewsMailChoice } from './news-mail-choice.tsx'
import { TOLD_WORDS } from './told-words.ts'

const OFTEN = ['at-once', 'daily', 'none'] as const

/** All that somebody is told by mail: what, and when, with a choice where there is one. */
export function MailsPanel(props: { settings: Settings; session: Session }) {
  const { settings } = props
  const words = TOLD_WORDS[useSpeech().language]
  const change = useChangeSettings()
  return (
    <Panel title={words.mails}>
      <div className="stack">
        {settings.sendsMail ? null : <p className="small">{words.noMail}</p>}
        <NativeSelect
          className="narrow-field"
          label={words.mailLanguage}
          value={settings.mailLanguage}
          onChange={(event) => {
            const mailLanguage = LANGUAGES.find((one) => one === event.currentTarget.value)
            if (mailLanguage) change.mutate({ mailLanguage })
          }}
          data={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }))}
        />
        <Fault error={change.error} />
        <Scroll label={words.mails}>
          <table className="table choices">
            <caption className="hidden-text">{words.mails}</caption>
            <thead>
              <tr>
                <th scope="col">{words.what}</th>
                <th scope="col">{words.when}</th>
              </tr>
            </thead>
            <Chosen {...props} />
            <Waiting session={props.session} />
            <Group title={words.groupAccess}>
              <Row what={words.sign}>{words.onAsk}</Row>
            </Group>
            <Group title={words.groupNone}>
              <Row what={words.none}>{words.onScreens}</Row>
            </Group>
          </table>
        </Scroll>
      </div>
    </Panel>
  )
}

/** What somebody has a choice in. */
function Chosen({ settings, session }: { settings: Settings; session: Session }) {
  const words = TOLD_WORDS[useSpeech().language]
  const change = useChangeSettings()
  const choose = useChooseMeetingMail()
  const news = useId()
  const lookback = useId()
  const meeting = useId()
  return (
    <Group title={words.groupChosen}>
      <Row
        id={news}
        what={words.newsMail}
        hint={words.newsMailHint}
        more={<Fared settings={settings} />}
      >
        <NewsMailChoice settings={settings} labelledBy={news} />
      </Row>
      {session.person.roles.includes('analyst') ? (
        <Row id={lookback} what={words.lookbackMail}>
          <NativeSelect
            aria-labelledby={lookback}
            value={settings.lookbackMail}
            onChange={(event) => {
              const lookbackMail = OFTEN.find((one) => one === event.currentTarget.value)
              if (lookbackMail) change.mutate({ lookbackMail })
            }}
            data={OFTEN.map((value) => ({ value, label: words.often[value] }))}
          />
          <Fault error={change.error} />
        </Row>
      ) : null}
      {mayAct(session.person) ? (
        <Row id={meeting} what={words.meetingMail}>
          <NativeSelect
            aria-labelledby={meeting}
            value={settings.meetingMail ? 'yes' : 'no'}
            onChange={(event) => choose.mutate(event.currentTarget.value === 'yes')}
            data={[
              { value: 'yes', label: words.meetingYes },
              { value: 'no', label: words.meetingNo },
            ]}
          />
          <Fault error={choose.error} />
        </Row>
      ) : null}
    </Group>
  )
}

/** What is mailed to whoever must answer it, by what they may do. */
function Waiting({ session }: { session: Session }) {
  const words = TOLD_WORDS[useSpeech().language]
  const { roles } = session.person
  const reviews = roles.includes('reviewer')
  const rows: [boolean, string, string][] = [
    [reviews, words.review, words.always],
    [roles.includes('analyst'), words.appeal, words.always],
    [mayAct(session.person), words.duty, words.always],
    [reviews || roles.includes('operator'), words.charter, words.charterWhen],
  ]
  const told = rows.filter(([isTold]) => isTold)
  if (told.length === 0) return null
  return (
    <Group title={words.groupWaits}>
      {told.map(([, what, when]) => (
        <Row key={what} what={what}>
          {when}
        </Row>
      ))}
    </Group>
  )
}

function Group(props: { title: string; children: ReactNode }) {
  return (
    <tbody>
      <tr className="table-group">
        <th scope="rowgroup" colSpan={2}>
          {props.title}
        </th>
      </tr>
      {props.children}
    </tbody>
  )
}

function Row(props: {
  id?: string
  what: string
  hint?: string
  more?: ReactNode
  children: ReactNode
}) {
  const words = TOLD_WORDS[useSpeech().language]
  return (
    <tr>
      <th scope="row">
        <span id={props.id}>{props.what}</span>
        {props.hint ? <p className="soft small">{props.hint}</p> : null}
        {props.more}
      </th>
      <td data-head={words.when}>
        <div>{props.children}</div>
      </td>
    </tr>
  )
}
