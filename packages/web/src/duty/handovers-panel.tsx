import type { Handover, Roster } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { fromField } from '../words/time.ts'
import { ownZone } from '../words/zones.ts'
import { handoversQuery, useAnswerHandover } from './data.ts'
import { HandoverForm } from './handover-form.tsx'
import { STEP_NAMES } from './words.ts'

/** What one shift hands over to the next: what nobody has taken over stands first, for as long as that. */
export function HandoversPanel({ roster, acts }: { roster: Roster; acts: boolean }) {
  const open = useInfiniteQuery(handoversQuery('open'))
  const all = useInfiniteQuery(handoversQuery())
  return (
    <Panel title="Hand-over between shifts">
      <div className="stack">
        <p className="soft small">
          Nobody is given a shift unasked: whoever comes next takes it over by an act of their own.
          No mail tells of it.
        </p>
        <Loaded query={open} what="hand-overs">
          {(data) => (
            <Handovers
              items={itemsOf(data, (one) => one.id)}
              acts={acts}
              empty="Nothing waits to be taken over"
            />
          )}
        </Loaded>
        <MoreButton query={open} />
        {acts ? <HandoverForm people={roster.people} /> : null}
        <details>
          <summary>Handed over before</summary>
          <Loaded query={all} what="earlier hand-overs">
            {(data) => (
              <Handovers
                items={itemsOf(data, (one) => one.id).filter(({ state }) => state !== 'open')}
                acts={false}
                empty="Nothing was handed over yet"
              />
            )}
          </Loaded>
          <MoreButton query={all} />
        </details>
      </div>
    </Panel>
  )
}

type ListProps = { items: readonly Handover[]; acts: boolean; empty: string }

function Handovers({ items, acts, empty }: ListProps) {
  if (items.length === 0) return <Empty title={empty} />
  return (
    <ul className="plain-list stack">
      {items.map((one) => (
        <li key={one.id}>
          <Handed one={one} acts={acts} />
        </li>
      ))}
    </ul>
  )
}

function Handed({ one, acts }: { one: Handover; acts: boolean }) {
  const { by, own, at, waits, watch, steps, withheld, state } = one
  return (
    <article className="stack">
      <div>
        {state === 'open' ? <Tag tone="warn">not taken over</Tag> : null}{' '}
        <strong>{own ? 'You' : by.name}</strong>, <When at={at} />
        <Whose one={one} />
      </div>
      {waits === undefined ? null : <Words head="What waits" words={waits} />}
      {watch === undefined ? null : <Words head="What to watch" words={watch} />}
      {steps.length > 0 ? (
        <div>
          Open steps, as they stand now:
          <ul>
            {steps.map((step) => (
              <li key={step.id}>
                <Tag>{STEP_NAMES[step.state]}</Tag> {step.words}{' '}
                <Link to="/cases/$id" params={{ id: step.caseId }}>
                  {step.caseTitle}
                </Link>
                {step.dueAt ? (
                  <>
                    , due <When at={step.dueAt} />
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {withheld > 0 ? (
        <p className="soft">{countOf(withheld, 'step')} withheld: not for you to see now.</p>
      ) : null}
      {state === 'open' ? <Mailed one={one} /> : null}
      {acts && state === 'open' ? <Answers one={one} /> : null}
    </article>
  )
}

/** That a mail server took a mail says not that anybody read it. */
function Mailed({ one: { mails } }: { one: Handover }) {
  if (!mails) return <p className="soft small">No mail was made out that it waits.</p>
  const { handedOver, waiting, failed } = mails
  return (
    <p className="soft small">
      {countOf(handedOver, 'mail')} that it waits handed over to the mail server
      {waiting > 0 ? `, ${waiting} waiting to be` : ''}
      {failed > 0 ? `, ${failed} failed` : ''}. Whether any was read is not known.
    </p>
  )
}

function Whose({ one }: { one: Handover }) {
  const { state, answeredBy, answeredAt, declinedAt, forMe } = one
  const meant = one.for ? `, meant for ${forMe ? 'you' : one.for.name}` : ''
  return (
    <span className="soft small">
      {meant}
      {declinedAt ? ', who declined it: it waits for anybody' : ''}
      {state === 'open' ? null : (
        <>
          ; {state === 'taken' ? 'taken over by' : 'withdrawn by'} {answeredBy?.name},{' '}
          <When at={answeredAt} />
        </>
      )}
    </span>
  )
}

function Words({ head, words }: { head: string; words: string }) {
  return (
    <div>
      <strong>{head}:</strong> <span className="prose">{words}</span>
    </div>
  )
}

function Answers({ one }: { one: Handover }) {
  const answer = useAnswerHandover(one.id)
  const [field, setField] = useState('')
  const until = fromField(field)
  const shift = until === undefined ? {} : { until, zone: ownZone() }
  const button = (how: 'taken' | 'declined' | 'withdrawn', label: string) => (
    <BusyButton
      variant="default"
      size="xs"
      busy={answer.isPending}
      aria-label={`${label}: ${one.own ? 'yours' : one.by.name}`}
      onClick={() => answer.mutate({ answer: how, ...(how === 'taken' ? shift : {}) })}
    >
      {label}
    </BusyButton>
  )
  return (
    <>
      {one.own ? null : (
        <TextInput
          label="On duty until"
          description="In your time zone; puts you on the roster from now. May stay empty"
          type="datetime-local"
          value={field}
          onChange={(event) => setField(event.currentTarget.value)}
        />
      )}
      <Fault error={answer.error} />
      <div className="row">
        {one.own ? button('withdrawn', 'Withdraw it') : button('taken', 'Take over')}
        {one.forMe && !one.declinedAt ? button('declined', 'Decline it') : null}
      </div>
    </>
  )
}
