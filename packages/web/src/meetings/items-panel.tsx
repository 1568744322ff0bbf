import {
  MEETING_LIMITS,
  type Meeting,
  type MeetingItem,
  type Session,
  MESSAGE_TYPE_NAMES,
  NEXUS_NAMES,
} from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { noAskQuery } from '../messages/data.ts'
import { Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { ConfirmItem } from './confirm-item.tsx'
import { ItemForm } from './item-form.tsx'
import { needsSecond } from './needs-second.ts'

type Props = { meeting: Meeting; session: Session }

/** What was said, by whom and of which type, as it is written down. */
export function ItemsPanel({ meeting, session }: Props) {
  const mayWrite =
    session.person.roles.includes('analyst') && ['called', 'open'].includes(meeting.state)
  const [open, setOpen] = useState(false)
  if (meeting.state === 'cancelled') return null
  return (
    <Panel
      title="What was said"
      aside={meeting.state === 'open' ? 'live: others see it as it is written' : undefined}
    >
      <div className="stack">
        {meeting.atGate ? <NoAskNote /> : null}
        {meeting.items.length === 0 ? <p className="soft">Nothing is written down yet.</p> : null}
        <ol className="plain-list stack">
          {meeting.items.map((item) => (
            <li key={item.id}>
              <Item item={item} meeting={meeting} session={session} />
            </li>
          ))}
        </ol>
        {mayWrite && isFull(meeting, session) ? (
          <Note tone="warn">
            <p>
              {session.member.name} has said as much as one organisation says in one meeting:{' '}
              {MEETING_LIMITS.items} items. Call another meeting for more.
            </p>
          </Note>
        ) : open ? (
          <ItemForm meeting={meeting} session={session} onEnd={() => setOpen(false)} />
        ) : mayWrite ? (
          <div className="row">
            <Button onClick={() => setOpen(true)}>
              {meeting.state === 'called'
                ? 'Prepare what you will say'
                : 'Write down what you said'}
            </Button>
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

function isFull({ items }: Meeting, { member }: Session): boolean {
  return items.filter((item) => item.memberId === member.id).length >= MEETING_LIMITS.items
}

function NoAskNote() {
  const query = useQuery(noAskQuery)
  return (
    <Loaded query={query} what="the text that goes with it">
      {({ text }) => (
        <Note>
          <p className="soft small">This stands over all that a body of government says here:</p>
          <p>{text}</p>
        </Note>
      )}
    </Loaded>
  )
}

const STATE_WORDS: Partial<Record<MeetingItem['state'], string>> = {
  waits: 'waits for your second person; nobody else sees it',
  refused: 'not taken into the minutes',
  unconfirmed: 'not taken into the minutes',
  unsaid: 'prepared, and left out; nobody else sees it',
}

function Item({ item, meeting, session }: Props & { item: MeetingItem }) {
  const speaker = meeting.members.find(({ member }) => member.id === item.memberId)?.member
  const isOwn = item.memberId === session.member.id
  const [changing, setChanging] = useState(false)
  const mayChange =
    isOwn &&
    session.person.roles.includes('analyst') &&
    ['called', 'open'].includes(meeting.state) &&
    (item.state === 'waits' || (item.state === 'taken' && !needsSecond(meeting, session)))
  const words = STATE_WORDS[item.state]
  return (
    <article className="stack">
      <div className="row">
        <strong>{speaker?.name ?? 'One that was called'}</strong>
        <Tag>{MESSAGE_TYPE_NAMES[item.type]}</Tag>
        {words ? <Tag tone={item.state === 'waits' ? 'new' : 'warn'}>{words}</Tag> : null}
        <span className="soft small">
          <When at={item.at} />
        </span>
      </div>
      {item.rule ? (
        <p>
          An item was not taken into the minutes, by the rule <code>{item.rule}</code>
          {item.reason ? `: ${item.reason}.` : '.'}
          {isOwn ? ' Its words stay with your organisation:' : ''}
        </p>
      ) : null}
      {changing ? (
        <ItemForm
          meeting={meeting}
          session={session}
          item={item}
          onEnd={() => setChanging(false)}
        />
      ) : (
        <Said item={item} />
      )}
      {mayChange && !changing ? (
        <div>
          <Button variant="default" size="xs" onClick={() => setChanging(true)}>
            Change it
          </Button>
        </div>
      ) : null}
      {isOwn && item.state === 'waits' && session.person.roles.includes('reviewer') ? (
        <ConfirmItem meetingId={meeting.id} item={item} />
      ) : null}
    </article>
  )
}

function Said({ item }: { item: MeetingItem }) {
  const { message } = item
  return (
    <>
      {item.title ? <p>{item.title}</p> : null}
      {item.words ? <p className="prose">{item.words}</p> : null}
      {message?.nexus || message?.authority || message?.reference ? (
        <p className="soft small">
          {[
            message.reference && `The paper: ${message.reference}`,
            message.nexus && `${NEXUS_NAMES[message.nexus.kind]}: ${message.nexus.basis}`,
            message.authority && `Under ${message.authority.text}`,
          ]
            .filter((part) => part)
            .join('. ')}
        </p>
      ) : null}
    </>
  )
}
