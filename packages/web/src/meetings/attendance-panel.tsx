import type { Meeting, MeetingMember, Session } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { mayAct, whoOf } from '../session/desks.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { useAttend } from './data.ts'
import { MAIL_NAMES } from './words.ts'

const COLUMNS: Column<MeetingMember>[] = [
  {
    key: 'member',
    head: 'Organisation',
    cell: ({ member }) => (
      <>
        {member.name}
        <div className="soft small">{KIND_NAMES[member.kind]}</div>
      </>
    ),
  },
  {
    key: 'room',
    head: 'In the room, as they state it',
    cell: ({ attendance }) =>
      attendance ? (
        <>
          {attendance.people.length === 0
            ? 'nobody'
            : attendance.people.map((one) => one.as).join('; ')}
          <div className="soft small">
            stated <When at={attendance.statedAt} />
          </div>
        </>
      ) : (
        <span className="soft">nothing stated</span>
      ),
  },
  { key: 'mail', head: 'Mail', cell: ({ mail }) => MAIL_NAMES[mail] },
]

/** Who was called, and who was in the room for whom; each member states its own. */
export function AttendancePanel({ meeting, session }: { meeting: Meeting; session: Session }) {
  return (
    <Panel title="Who was called, and who was in the room">
      <div className="stack">
        <DataTable
          caption="Organisations that were called"
          columns={COLUMNS}
          rows={meeting.members}
          rowKey={({ member }) => member.id}
        />
        {meeting.state === 'open' && mayAct(whoOf(session)) ? (
          <AttendForm meeting={meeting} session={session} />
        ) : null}
        {meeting.state === 'called' ? (
          <Note>
            <p>Who is in the room is stated once the meeting has begun.</p>
          </Note>
        ) : null}
      </div>
    </Panel>
  )
}

function AttendForm({ meeting, session }: { meeting: Meeting; session: Session }) {
  const own = meeting.members.find(({ member }) => member.id === session.member.id)?.attendance
  const attend = useAttend(meeting.id)
  const [text, setText] = useState('')
  const known = own?.people ?? []
  const version = own?.version ?? 0
  const isHere = known.some(({ personId }) => personId === session.person.id)
  const state = (people: typeof known) =>
    attend.mutate({ version, people }, { onSuccess: () => setText('') })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') state([...known, { as: text.trim() }])
      }}
    >
      <TextInput
        label={`In the room for ${session.member.name}`}
        description="By function, such as Counsel; the others see it as you write it"
        maxLength={300}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Fault error={attend.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={attend.isPending}
          missing={[text.trim() === '' && 'who']}
        >
          Add
        </BusyButton>
        {isHere ? null : (
          <BusyButton
            variant="default"
            busy={attend.isPending}
            onClick={() =>
              state([...known, { as: session.person.name, personId: session.person.id }])
            }
          >
            I am in the room
          </BusyButton>
        )}
        {known.length > 0 ? (
          <Button variant="subtle" onClick={() => state(known.slice(0, -1))}>
            Take back “{known.at(-1)!.as}”
          </Button>
        ) : null}
      </div>
    </form>
  )
}
