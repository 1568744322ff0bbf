import type { Settings } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { useChangeSettings } from './data.ts'
import { SETTINGS_WORDS } from './words.ts'

const OFTEN = ['at-once', 'daily', 'none'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** Whether and when what is new comes by mail, and how the last one fared. */
export function NewsMailChoice({ settings }: { settings: Settings }) {
  const { newsMail, newsMailHour, timeZone } = settings
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const change = useChangeSettings()
  const zone = timeZone?.replaceAll('_', ' ') ?? 'UTC'
  return (
    <div className="stack">
      <NativeSelect
        label={words.newsMail}
        description={words.newsMailHint}
        value={newsMail}
        onChange={(event) => {
          const chosen = OFTEN.find((one) => one === event.currentTarget.value)
          if (chosen) change.mutate({ newsMail: chosen })
        }}
        data={OFTEN.map((value) => ({ value, label: words.newsOften[value] }))}
      />
      {newsMail === 'daily' ? (
        <NativeSelect
          label={words.newsMailHour(zone)}
          value={String(newsMailHour)}
          onChange={(event) => change.mutate({ newsMailHour: Number(event.currentTarget.value) })}
          data={HOURS}
        />
      ) : null}
      {newsMail !== 'none' && timeZone === undefined ? (
        <p className="soft small">{words.newsMailNoZone}</p>
      ) : null}
      <Fault error={change.error} />
      <Fared settings={settings} />
    </div>
  )
}

function Fared({ settings }: { settings: Settings }) {
  const { newsMail, newsMailed, sendsMail } = settings
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  if (newsMail === 'none') return null
  return (
    <>
      {sendsMail ? null : <p className="small">{words.noMail}</p>}
      {newsMailed ? (
        <p className="soft small">
          {words.newsMailed[newsMailed.state]} <When at={newsMailed.at} />.
          {newsMailed.unsure ? ` ${words.newsMailUnsure}` : null}
        </p>
      ) : null}
    </>
  )
}
