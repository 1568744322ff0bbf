import { MESSAGE_TYPE_NAMES, type HeldRelease } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { RuleName } from '../refusals/rule-name.tsx'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Said, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { useSearchHeld } from './data.ts'

/** What members had been given at an instant. */
export function HeldPanel() {
  const [at, setAt] = useState('')
  const [member, setMember] = useState('')
  const held = useSearchHeld()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const name = member.trim()
    held.mutate({ at: `${at.slice(0, 16)}:00.000Z`, ...(name ? { member: name } : {}) })
  }
  return (
    <Panel title="What members had been given at an instant">
      <form className="stack" onSubmit={submit}>
        <p className="soft small">
          Releases that stood then: given before, and neither taken back nor ended. Not whether
          anybody had read them.
        </p>
        <div className="fields">
          <TextInput
            label="At (UTC)"
            type="datetime-local"
            max="9999-12-31T23:59"
            value={at}
            onChange={(event) => setAt(event.currentTarget.value)}
          />
          <TextInput
            label="Given to"
            maxLength={300}
            description="A member’s name, or a part of it; empty for all"
            value={member}
            onChange={(event) => setMember(event.currentTarget.value)}
          />
        </div>
        <div className="row">
          <BusyButton type="submit" busy={held.isPending} missing={[at === '' && 'an instant']}>
            Look, on record
          </BusyButton>
        </div>
        <Fault error={held.error} />
        {held.data ? <Held {...held.data} asked={held.variables} /> : null}
      </form>
    </Panel>
  )
}

/** What was found names what was asked: the fields above may say something else by then. */
function Held(props: {
  items: HeldRelease[]
  total: number
  logIndex: number
  asked: { at: string; member?: string | undefined }
}) {
  const { items, total, logIndex, asked } = props
  return (
    <>
      <Said tone="plain">
        <strong>{total.toLocaleString('en')}</strong> given and standing at <When at={asked.at} />
        {asked.member === undefined ? '' : `, to members with “${asked.member}” in the name`}
        {total > items.length ? `; the newest ${items.length} are shown` : ''}. This look is entry #
        {logIndex}.
      </Said>
      <DataTable
        caption="Releases that members had been given"
        columns={COLUMNS}
        rows={items}
        rowKey={(one) => `${one.releaseId} ${one.member.id}`}
        empty={<Empty title="Nothing that fits had been given and stood then" />}
      />
    </>
  )
}

const COLUMNS: Column<HeldRelease>[] = [
  { key: 'to', head: 'Given to', cell: (one) => one.member.name, sort: (one) => one.member.name },
  { key: 'from', head: 'By', cell: (one) => one.from.name, sort: (one) => one.from.name },
  { key: 'at', head: 'On', cell: (one) => <When at={one.at} seconds />, sort: (one) => one.at },
  {
    key: 'what',
    head: 'What',
    cell: (one) =>
      one.messageType ? (
        <>
          {one.title} <Tag>{MESSAGE_TYPE_NAMES[one.messageType]}</Tag>
        </>
      ) : (
        <span className="soft">a release between members, title not shown</span>
      ),
  },
  { key: 'count', head: 'Objects', number: true, cell: (one) => one.objectCount },
  { key: 'rule', head: 'Rule', cell: (one) => <RuleName rule={one.rule} /> },
  { key: 'log', head: 'Log entry', number: true, cell: (one) => `#${one.logIndex}` },
]
