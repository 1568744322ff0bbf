import type { OwnSession } from '@tocsin/api'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Said, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { useEndOthers, useEndSession } from './data.ts'
import { SETTINGS_WORDS } from './words.ts'

/** Every session that holds: when, from what, and how to end it. */
export function SessionsPanel(props: { sessions: readonly OwnSession[] }) {
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const end = useEndSession()
  const endOthers = useEndOthers()
  const hasOthers = props.sessions.some(({ own }) => !own)
  return (
    <Panel
      title={words.sessions}
      aside={
        hasOthers ? (
          <ConfirmButton
            label={words.endOthers}
            name={words.endOthers}
            title={words.endOthersTitle}
            act={words.endOthers}
            onAct={() => endOthers.mutate()}
          >
            {words.endOthersText}
          </ConfirmButton>
        ) : undefined
      }
    >
      <Fault error={end.error ?? endOthers.error} />
      {endOthers.data ? <Said takesFocus>{words.ended(endOthers.data.ended)}</Said> : null}
      <DataTable
        caption={words.sessionsCaption}
        columns={columnsOf(language, (id) => end.mutate(id))}
        rows={[...props.sessions]}
        rowKey={(one) => one.id}
        order="-used"
        empty={<Empty title={words.unknown} />}
      />
      <p className="soft small">{words.sessionsHint}</p>
    </Panel>
  )
}

function columnsOf(
  language: keyof typeof SETTINGS_WORDS,
  onEnd: (id: string) => void,
): Column<OwnSession>[] {
  const words = SETTINGS_WORDS[language]
  return [
    {
      key: 'device',
      head: words.device,
      cell: (one) => (
        <>
          {one.device ?? words.unknown} {one.own ? <Tag tone="good">{words.here}</Tag> : null}
        </>
      ),
      sort: (one) => one.device,
    },
    {
      key: 'began',
      head: words.began,
      cell: (one) => <When at={one.startedAt} />,
      sort: (one) => one.startedAt,
    },
    {
      key: 'used',
      head: words.used,
      cell: (one) => <When at={one.usedAt} />,
      sort: (one) => one.usedAt,
    },
    {
      key: 'ends',
      head: words.ends,
      cell: (one) => <When at={one.endsAt} />,
      sort: (one) => one.endsAt,
    },
    {
      key: 'act',
      head: words.end,
      cell: (one) =>
        one.own ? null : (
          <ConfirmButton
            label={words.end}
            name={words.endName(one.device ?? words.unknown)}
            title={words.endTitle}
            act={words.end}
            onAct={() => onEnd(one.id)}
          >
            {words.endText}
          </ConfirmButton>
        ),
    },
  ]
}
