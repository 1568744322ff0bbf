import type { PartyAlert, Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ownPartiesQuery } from '../parties/data.ts'
import { mayAct } from '../session/desks.ts'
import { sessionQuery } from '../session/data.ts'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { ALERT_WORDS } from './told-words.ts'
import { AnswerCard } from './answer-card.tsx'
import { alertsQuery } from './data.ts'

/** Whether the own organisation is the party that a name imitates, and was told of it or is being told. */
export function useIsToldParty(): (alert: PartyAlert) => boolean {
  const { member } = useSuspenseQuery(sessionQuery).data
  const { data } = useQuery(ownPartiesQuery)
  const own = new Set((data?.items ?? []).map(idOf))
  return ({ finder, party, state }) =>
    finder.id !== member.id || (own.has(party.id) && state !== 'new' && state !== 'set-aside')
}

const idOf = ({ id }: { id: string }) => id

/** Names of which the own organisation was told: with `all` each of them, else those that wait for its answer. */
export function ToldPanel(props: { all: boolean }) {
  const session: Session = useSuspenseQuery(sessionQuery).data
  const { language } = useSpeech()
  const words = ALERT_WORDS[language]
  const query = useInfiniteQuery(alertsQuery({}))
  const isTold = useIsToldParty()
  const told = itemsOf(query.data, idOf).filter(isTold)
  const waiting = told.filter(({ answer }) => answer === undefined)
  const answered = told.filter(({ answer }) => answer !== undefined)
  const acts = mayAct(session.person)
  if (!props.all && waiting.length === 0) return null
  return (
    <>
      <Panel title={words.waiting} aside={waiting.length > 0 ? String(waiting.length) : ''}>
        <Loaded query={query} what={words.title}>
          {() =>
            waiting.length === 0 ? (
              <Empty title={told.length === 0 ? words.nothing : words.noneWaits} />
            ) : (
              <Cards alerts={waiting} acts={acts} />
            )
          }
        </Loaded>
        <MoreButton query={query} label={words.more} shown={told.length} />
      </Panel>
      {props.all && answered.length > 0 ? (
        <Panel title={words.answered} aside={String(answered.length)}>
          <Cards alerts={answered} acts={acts} />
        </Panel>
      ) : null}
    </>
  )
}

/** So many are shown at first, and as many more when asked: each has buttons of its own. */
const STEP = 10

function Cards({ alerts, acts }: { alerts: readonly PartyAlert[]; acts: boolean }) {
  const { desk } = useSpeech()
  const [shown, setShown] = useState(STEP)
  return (
    <div className="stack">
      {alerts.slice(0, shown).map((alert) => (
        <AnswerCard key={alert.id} alert={alert} mayAnswer={acts} />
      ))}
      {alerts.length > shown ? (
        <div className="row">
          <Button variant="default" size="xs" onClick={() => setShown(shown + STEP)}>
            {desk.more}
          </Button>
          <span className="soft small">
            {shown} / {alerts.length}
          </span>
        </div>
      ) : null}
    </div>
  )
}
