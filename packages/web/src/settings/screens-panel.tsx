import type { BodyOf, changeSettings, Settings } from '@tocsin/api'
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { useChangeSettings } from './data.ts'
import { TOLD_WORDS } from './told-words.ts'
import { SETTINGS_WORDS } from './words.ts'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** In which zone times are shown, whether what is new is announced, and at which hours nobody is told. */
export function ScreensPanel({ settings }: { settings: Settings }) {
  const { language } = useSpeech()
  const words = TOLD_WORDS[language]
  const change = useChangeSettings()
  const { announced, newsMail } = settings
  return (
    <Panel title={words.screens}>
      <div className="stack">
        <Zone settings={settings} onChange={(body) => change.mutate(body)} />
        <Checkbox
          label={words.announced}
          description={words.announcedHint}
          checked={announced}
          onChange={(event) => change.mutate({ announced: event.currentTarget.checked })}
        />
        {announced || newsMail !== 'none' ? (
          <Quiet quiet={settings.quiet} onChange={(quiet) => change.mutate({ quiet })} />
        ) : null}
        <Fault error={change.error} />
      </div>
    </Panel>
  )
}

function Zone(props: {
  settings: Settings
  onChange: (body: BodyOf<typeof changeSettings>) => void
}) {
  const { timeZone } = props.settings
  const words = SETTINGS_WORDS[useSpeech().language]
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <NativeSelect
      label={words.zone}
      description={words.zoneHint}
      value={timeZone ?? ''}
      onChange={(event) => props.onChange({ timeZone: event.currentTarget.value || null })}
      data={[
        { value: '', label: words.deviceZone(device) },
        ...(timeZone && !ZONES.includes(timeZone) ? [timeZone] : []),
        ...ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
      ]}
    />
  )
}

type Hours = NonNullable<Settings['quiet']>

function Quiet(props: { quiet: Hours | undefined; onChange: (quiet: Hours | null) => void }) {
  const { quiet } = props
  const words = TOLD_WORDS[useSpeech().language]
  const change = (part: Partial<Hours>) => {
    // A field that is being typed in is empty until it holds a time.
    if (quiet && Object.values(part).every((time) => time !== ''))
      props.onChange({ ...quiet, ...part })
  }
  return (
    <fieldset className="plain-set">
      <legend className="small">{words.quiet}</legend>
      <div className="row row-end">
        {quiet ? (
          <>
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
          </>
        ) : null}
        <Button
          variant="default"
          size="xs"
          onClick={() => props.onChange(quiet ? null : { from: '22:00', until: '07:00' })}
        >
          {quiet ? words.quietNone : words.quietSet}
        </Button>
      </div>
      <p className="soft small">{words.quietHint}</p>
    </fieldset>
  )
}
