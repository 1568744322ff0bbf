import type { Unsealing, UnsealingMail, UnsealingState } from '@tocsin/api'
import type { ReactNode } from 'react'
import { Note, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts } from '../ui/page.tsx'

const UNSEALING_STATES: Record<UnsealingState, { words: string; tone: Tone }> = {
  asked: { words: 'Waits for two key holders', tone: 'new' },
  agreed: { words: 'Two key holders agreed', tone: 'good' },
  declined: { words: 'Not told: two could agree no more', tone: 'warn' },
  lapsed: { words: 'Lapsed: too few key holders agreed in time', tone: 'bad' },
  withdrawn: { words: 'Taken back by the auditor', tone: 'plain' },
  erased: { words: 'Whom it stands for was erased', tone: 'plain' },
}

/** Nobody is said to have read one. */
const MAIL_WORDS: Record<UnsealingMail, string> = {
  'handed-over': 'handed to a mail server',
  waiting: 'waiting to be sent',
  failed: 'failed, so tell them another way',
  'not-needed': 'not needed any more when its turn came',
  none: 'none was sent, so tell them another way',
}

/** One ask of an auditor with what each key holder did; `children` is the reader's own next step. */
export function OneUnsealing({ one, children }: { one: Unsealing; children?: ReactNode }) {
  const { words, tone } = UNSEALING_STATES[one.state]
  return (
    <article className="stack" aria-label={`Asked for ${one.token}`}>
      <div className="row">
        <strong className="mono">{one.token}</strong>
        <Tag tone={tone}>{words}</Tag>
      </div>
      <Facts rows={factsOf(one)} />
      <ul>
        {one.holders.map(({ member, answer, left, mail, reminder }) => (
          <li key={member.id}>
            {member.name}:{' '}
            {answer ? (
              <>
                {answer.step} <When at={answer.at} seconds />
              </>
            ) : (
              'has not answered'
            )}
            {left
              ? one.state === 'asked'
                ? '; holds no key any more, so it counts no more'
                : '; held no key any more when it was settled, so it did not count'
              : ''}
            {mail ? `; mail: ${MAIL_WORDS[mail]}` : ''}
            {reminder ? `; reminder: ${MAIL_WORDS[reminder]}` : ''}
          </li>
        ))}
      </ul>
      {cannotPass(one) ? (
        <Note tone="warn">
          <p>
            As it stands two can agree no more, since too few of them hold a key. It lapses unless
            one that holds none now holds it again; the auditor can take it back before.
          </p>
        </Note>
      ) : null}
      {children}
    </article>
  )
}

/** Whether it waits though fewer than two could agree. */
function cannotPass({ state, holders }: Unsealing): boolean {
  const can = holders.filter(({ answer, left }) => !left && answer?.step !== 'declined')
  return state === 'asked' && can.length < 2
}

function factsOf(one: Unsealing): Parameters<typeof Facts>[0]['rows'] {
  return [
    ['Asked by', `${one.askedBy.name}, ${one.asker.name}`],
    ['Message of', one.sender.name],
    [
      'Release',
      <span key="release" className="mono wrapped">
        {one.releaseId}
      </span>,
    ],
    ['Why', one.reason ?? 'erased'],
    ['Legal basis', one.legalBasis ?? 'erased'],
    ['Asked', <When key="asked" at={one.askedAt} seconds />],
    ...(one.outcome
      ? [['Mail to you about the outcome', MAIL_WORDS[one.outcome]] as [string, string]]
      : []),
    one.dueAt
      ? ['Lapses', <When key="due" at={one.dueAt} />]
      : ['Settled', one.settledAt ? <When key="settled" at={one.settledAt} seconds /> : '–'],
  ]
}
