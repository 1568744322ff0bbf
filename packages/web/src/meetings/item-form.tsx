import {
  MESSAGE_TYPE_NAMES,
  type ItemCheck,
  type Meeting,
  type MeetingItem,
  type MessageType,
  type Session,
} from '@tocsin/api'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MessageForm } from '../messages/message-form.tsx'
import { PersonsForm } from '../persons/persons-form.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { useAddItem, useChangeItem, useCheckItem } from './item-data.ts'
import { partsOf, toItemDraft, type Parts } from './item-parts.ts'
import { needsSecond } from './needs-second.ts'

type Props = {
  meeting: Meeting
  session: Session
  /** One that is changed. */
  item?: MeetingItem
  onEnd: () => void
}

/** Writes down what one's own organisation said. It is looked at first: what a rule refuses then cannot be unsaid. */
export function ItemForm({ meeting, session, item, onEnd }: Props) {
  const atGate = needsSecond(meeting, session)
  // As it was when this opened: what a colleague changes meanwhile comes in by itself, and is not to be written over unseen.
  const [begun] = useState(item)
  const [parts, setParts] = useState<Parts>(() => partsOf(item))
  const check = useCheckItem(meeting.id)
  const look = (known: Parts) => {
    const draft = toItemDraft(known)
    if (draft) check.mutate(draft)
  }
  const change = (part: Partial<Parts>) => {
    setParts((known) => ({ ...known, ...part }))
    // What was looked at is no longer what stands here.
    check.reset()
  }
  const { data } = check
  return (
    <div className="stack">
      <PartsFields parts={parts} atGate={atGate} onChange={change} />
      {data?.persons ? (
        <PersonsForm
          found={data.persons}
          stated={parts.persons}
          busy={check.isPending}
          onChange={(persons) => {
            setParts((known) => ({ ...known, persons }))
            look({ ...parts, persons })
          }}
        />
      ) : null}
      {begun && item && item.version !== begun.version ? (
        <Note tone="warn" role="alert">
          <p>
            A colleague changed this meanwhile; it says now: {item.title} {item.words} Leave it, and
            begin with that.
          </p>
        </Note>
      ) : null}
      <Verdict check={data} isOpen={meeting.state === 'open'} />
      <Fault error={check.error} />
      {data && !check.isPending ? (
        <Write meeting={meeting} item={begun} parts={parts} check={data} onEnd={onEnd} />
      ) : (
        <div className="row">
          <BusyButton busy={check.isPending} missing={missingOf(parts)} onClick={() => look(parts)}>
            Look at it first
          </BusyButton>
          <Button variant="default" onClick={onEnd}>
            Leave it
          </Button>
        </div>
      )}
    </div>
  )
}

function missingOf({ title, words, stated }: Parts) {
  return [
    stated.type === '' && 'the type',
    title.trim() === '' && 'what it is in one line',
    stated.type !== 'legal-process' && words.trim() === '' && 'what you said',
  ]
}

type FieldsProps = { parts: Parts; atGate: boolean; onChange: (part: Partial<Parts>) => void }

function PartsFields({ parts, atGate, onChange }: FieldsProps) {
  const { stated, title, words } = parts
  return (
    <>
      {atGate ? (
        <MessageForm
          stated={stated}
          onChange={(part) => onChange({ stated: { ...stated, ...part } })}
        />
      ) : (
        <NativeSelect
          label="Type"
          required
          value={stated.type}
          onChange={(event) => {
            const type = event.currentTarget.value as MessageType | ''
            onChange({ stated: { ...stated, type } })
          }}
          data={[
            { value: '', label: 'choose' },
            ...Object.entries(MESSAGE_TYPE_NAMES).map(([value, label]) => ({ value, label })),
          ]}
        />
      )}
      <TextInput
        label="In one line"
        required
        maxLength={300}
        value={title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      {atGate && stated.type === 'legal-process' ? null : (
        <Textarea
          label="What you said"
          required
          autosize
          minRows={3}
          maxLength={8000}
          value={words}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
      )}
    </>
  )
}

type WriteProps = {
  meeting: Meeting
  item: MeetingItem | undefined
  parts: Parts
  check: ItemCheck
  onEnd: () => void
}

function Write({ meeting, item, parts, check, onEnd }: WriteProps) {
  const add = useAddItem(meeting.id)
  const change = useChangeItem(meeting.id, item?.id ?? '')
  const write = () => {
    const draft = toItemDraft(parts)
    if (!draft) return
    if (item) change.mutate({ version: item.version, draft }, { onSuccess: onEnd })
    else add.mutate(draft, { onSuccess: onEnd })
  }
  return (
    <>
      <Fault error={add.error ?? change.error} />
      <div className="row">
        <BusyButton
          busy={add.isPending || change.isPending}
          disabled={!check.allow && meeting.state === 'called'}
          {...(check.allow ? {} : { color: 'red' })}
          onClick={write}
        >
          {labelOf(check)}
        </BusyButton>
        <Button variant="default" onClick={onEnd}>
          Leave it
        </Button>
      </div>
    </>
  )
}

function labelOf({ allow, needsSecond: waits }: ItemCheck): string {
  if (!allow) return 'It was said: let the minutes say that it was not taken'
  return waits ? 'Lay it before the second person' : 'Take it into the minutes'
}

function Verdict({ check, isOpen }: { check: ItemCheck | undefined; isOpen: boolean }) {
  if (!check) return null
  if (check.allow)
    return (
      <Note tone="good">
        <p>The rules let all who were called hear it ({check.rule}).</p>
      </Note>
    )
  return (
    <Note tone="bad" role="alert">
      <p>
        It cannot be taken into the minutes: {check.reason} ({check.rule}).
        {check.ask ? ` It says “${check.ask}”.` : ''}
      </p>
      <p>
        {isOpen
          ? 'If these words were said, the minutes say that an item was not taken, and by which rule. That stays.'
          : 'It goes nowhere as it stands: put it in other words.'}
      </p>
    </Note>
  )
}
