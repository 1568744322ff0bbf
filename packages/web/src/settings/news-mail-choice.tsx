import type { Settings } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { useChangeSettings } from './data.ts'
import { TOLD_WORDS } from './told-words.ts'

const OFTEN = ['at-once', 'daily', 'none'] as const
const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}))

/** Whether and when what is new comes by mail. */
export function NewsMailChoice(props: { settings: Settings; labelledBy: string }) {
  const { newsMail, newsMailHour, timeZone } = props.settings
  const words = TOLD_WORDS[useSpeech().language]
  const change = useChangeSettings()
  const zone = timeZone?.replaceAll('_', ' ') ?? 'UTC'
  return (
    <div className="stack">
      <NativeSelect
        aria-labelledby={props.labelledBy}
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
      <Fault error={change.error} />
    </div>
  )
}

/** How the last such mail fared, and by which clock the next one goes. */
export function Fared({ settings }: { settings: Settings }) {
  const { newsMail, newsMailed, timeZone } = settings
  const words = TOLD_WORDS[useSpeech().language]
  if (newsMail === 'none') return null
  return (
    <>
      {timeZone === undefined ? <p className="soft small">{words.newsMailNoZone}</p> : null}
      {newsMailed ? (
        <p className="soft small">
          {words.newsMailed[newsMailed.state]} <When at={newsMailed.at} />.
          {newsMailed.unsure ? ` ${words.newsMailUnsure}` : null}
        </p>
      ) : null}
    </>
  )
}
