import type { BodyOf, changeSettings, Session, Settings } from '@tocsin/api'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { mayAct } from '../session/desks.ts'
import { LANGUAGES, OWN_NAMES } from '../words/language.ts'
import { useChangeSettings, useChooseMeetingMail } from './data.ts'
import { NewsMailChoice } from './news-mail-choice.tsx'
import { SETTINGS_WORDS } from './words.ts'

const OFTEN = ['at-once', 'daily', 'none'] as const
const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** In which zone and language somebody is told, and what comes by mail. */
export function MailsPanel(props: { settings: Settings; session: Session }) {
  const { settings } = props
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const change = useChangeSettings()
  const { timeZone } = settings
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <Panel title={words.shown}>
      <div className="stack">
        <NativeSelect
          label={words.zone}
          description={words.zoneHint}
          value={timeZone ?? ''}
          onChange={(event) => change.mutate({ timeZone: event.currentTarget.value || null })}
          data={[
            { value: '', label: words.deviceZone(device) },
            ...(timeZone && !ZONES.includes(timeZone) ? [timeZone] : []),
            ...ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
          ]}
        />
        <NativeSelect
          label={words.mailLanguage}
          value={settings.mailLanguage}
          onChange={(event) => {
            const mailLanguage = LANGUAGES.find((one) => one === event.currentTarget.value)
            if (mailLanguage) change.mutate({ mailLanguage })
          }}
          data={LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }))}
        />
        <Announcing settings={settings} onChange={(body) => change.mutate(body)} />
        <Fault error={change.error} />
        <Told {...props} />
      </div>
    </Panel>
  )
}

/** Whether what is new is announced on the screens, and at which hours it is not. */
function Announcing(props: {
  settings: Settings
  onChange: (body: BodyOf<typeof changeSettings>) => void
}) {
  const { announced, quiet, newsMail } = props.settings
  const isTold = announced || newsMail !== 'none'
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const change = (part: Partial<NonNullable<typeof quiet>>) => {
    // A field that is being typed in is empty until it holds a time.
    if (quiet && Object.values(part).every((time) => time !== ''))
      props.onChange({ quiet: { ...quiet, ...part } })
  }
  return (
    <div className="stack">
      <Checkbox
        label={words.announced}
        description={words.announcedHint}
        checked={announced}
        onChange={(event) => props.onChange({ announced: event.currentTarget.checked })}
      />
      {isTold && quiet ? (
        <div className="row">
          <TextInput
            type="time"
            label={words.quietFrom}
            key={`from ${quiet.from}`}
            defaultValue={quiet.from}
            onBlur={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={words.quietUntil}
            key={`until ${quiet.until}`}
            defaultValue={quiet.until}
            onBlur={(event) => change({ until: event.currentTarget.value })}
          />
        </div>
      ) : null}
      {isTold ? (
        <div className="row">
          <Button
            variant="default"
            size="xs"
            onClick={() =>
              props.onChange({ quiet: quiet ? null : { from: '22:00', until: '07:00' } })
            }
          >
            {quiet ? words.quietNone : words.quietSet}
          </Button>
          <span className="soft small">{words.quietHint}</span>
        </div>
      ) : null}
    </div>
  )
}

function Told(props: { settings: Settings; session: Session }) {
  const { roles } = props.session.person
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const choose = useChooseMeetingMail()
  const change = useChangeSettings()
  const reviews = roles.includes('reviewer')
  return (
    <section>
      <h3 className="small">{words.mails}</h3>
      <ul className="plain-list">
        <li>{words.mailsSign}</li>
        {reviews ? <li>{words.mailsReview}</li> : null}
        {roles.includes('analyst') ? <li>{words.mailsAppeal}</li> : null}
        {mayAct(props.session.person) ? <li>{words.mailsDuty}</li> : null}
        {reviews || roles.includes('operator') ? <li>{words.mailsCharter}</li> : null}
      </ul>
      {mayAct(props.session.person) ? (
        <Checkbox
          label={words.meetingMail}
          checked={props.settings.meetingMail}
          onChange={(event) => choose.mutate(event.currentTarget.checked)}
        />
      ) : null}
      {roles.includes('analyst') ? (
        <NativeSelect
          label={words.lookbackMail}
          value={props.settings.lookbackMail}
          onChange={(event) => {
            const lookbackMail = OFTEN.find((one) => one === event.currentTarget.value)
            if (lookbackMail) change.mutate({ lookbackMail })
          }}
          data={OFTEN.map((value) => ({ value, label: words.often[value] }))}
        />
      ) : null}
      <NewsMailChoice settings={props.settings} />
      <Fault error={choose.error ?? change.error} />
      <p className="soft small">{words.mailsNot}</p>
    </section>
  )
}
