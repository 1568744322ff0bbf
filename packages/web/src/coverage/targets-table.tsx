import type { Target } from '@tocsin/api'
import type { ReactNode } from 'react'
import { STATES } from '../words/names.ts'
import { ROLE_WORDS } from '../words/notice-words.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { useSpeech } from '../ui/language.tsx'
import { choiceOf, isNextTurn, isServed, type Choice } from './coverage.ts'
import { CORRECTION_WORDS } from '../words/correction-words.ts'
import { mailedWords } from '../words/mailed-words.ts'
import { textsHead, textWords } from '../words/text-states.ts'
import { whoActs } from '../words/who-acts.ts'
import { StateMark } from './state-mark.tsx'
import { When } from '../ui/marks.tsx'

function columnsOf({ desk, language }: ReturnType<typeof useSpeech>): Column<Target>[] {
  return [
    {
      key: 'role',
      head: desk.role,
      cell: (one) => ROLE_WORDS[language][one.role],
      sort: (one) => one.role,
    },
    {
      key: 'state',
      head: desk.state,
      cell: (one) => <StateMark state={one.state} />,
      sort: (one) => STATES.indexOf(one.state),
    },
    {
      key: 'by',
      head: desk.whoActs,
      cell: (one) => whoActs(one) ?? '–',
      sort: (one) => whoActs(one),
    },
    {
      key: 'at',
      head: desk.answered,
      cell: (one) => <When at={one.acknowledgedAt} />,
      sort: (one) => one.acknowledgedAt,
    },
    {
      key: 'due',
      head: desk.due,
      cell: (one) => (
        <>
          {isNextTurn(one) && one.dueAt ? `${desk.nextUntil} ` : null}
          <When at={one.dueAt} />
        </>
      ),
      sort: (one) => one.dueAt,
    },
    {
      key: 'mail',
      head: desk.mail,
      cell: (one) => (one.mail ? desk.mails[one.mail] : '–'),
      sort: (one) => one.mail,
    },
    {
      key: 'contact',
      head: desk.turn,
      cell: (one) => <Turn target={one} />,
      sort: (one) => one.attempt,
    },
  ]
}

/** Which words of a line of corrections each office had. */
function versionOf({ language }: ReturnType<typeof useSpeech>): Column<Target> {
  const words = CORRECTION_WORDS[language]
  return {
    key: 'version',
    head: words.version,
    cell: ({ version }) =>
      version
        ? `${words.versions(version.number, version.number === 1)} (${version.by === 'answered' ? words.answered : words.handedOver})`
        : words.none,
    sort: ({ version }) => version?.number ?? 0,
  }
}

/** Messages to numbers, where any was made out. */
function textsOf({ language }: ReturnType<typeof useSpeech>): Column<Target> {
  return {
    key: 'texts',
    head: textsHead(language),
    cell: ({ texts = [] }) =>
      texts.length === 0
        ? '–'
        : texts.map((one) => <div key={one.channel}>{textWords(one, language)}</div>),
    sort: ({ texts = [] }) => texts.reduce((sum, one) => sum + one.handedOver + one.delivered, 0),
  }
}

/** The twin of the map: every office with its state, whose turn it is and what went wrong. */
export function TargetsTable(props: {
  targets: readonly Target[]
  caption: string
  empty: ReactNode
  /** Jurisdiction chosen on the map; choosing a row's place chooses it there. */
  picked?: string | undefined
  onPick?: ((place: Choice) => void) | undefined
}) {
  const { picked, onPick } = props
  const speech = useSpeech()
  const hasLine = props.targets.some((one) => one.correctedBy ?? one.toldBefore)
  const hasTexts = props.targets.some(({ texts = [] }) => texts.length > 0)
  const place: Column<Target> = {
    key: 'place',
    head: speech.desk.place,
    cell: onPick ? pickCell(picked, onPick) : (one) => one.place,
    sort: (one) => one.place,
  }
  return (
    <DataTable
      caption={props.caption}
      columns={[
        place,
        ...columnsOf(speech),
        ...(hasTexts ? [textsOf(speech)] : []),
        ...(hasLine ? [versionOf(speech)] : []),
      ]}
      rows={props.targets}
      rowKey={(one) => one.id}
      order="-state"
      isPicked={(one) => one.jurisdiction === picked}
      empty={props.empty}
    />
  )
}

function pickCell(picked: string | undefined, onPick: (place: Choice) => void) {
  return (one: Target) => (
    <button
      type="button"
      className="link"
      aria-pressed={one.jurisdiction === picked}
      onClick={() => onPick(choiceOf(one))}
    >
      {one.place}
    </button>
  )
}

function Turn(props: { target: Target }) {
  const { target } = props
  const { desk, language } = useSpeech()
  return (
    <>
      {isServed(target) ? '–' : (target.contact ?? desk.nobody)}
      {target.attempt > 1 && target.mails ? (
        <span className="soft small"> ({mailedWords(target.mails, language)})</span>
      ) : null}
      {target.fault ? <div className="small fault">{target.fault}</div> : null}
    </>
  )
}
