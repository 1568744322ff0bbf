import type { ApiKey } from '@tocsin/api'
import { Checkbox, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { sessionQuery } from '../session/data.ts'
import { mayAct } from '../session/desks.ts'
import { keysQuery, useCreateKey, useRevokeKey } from './data.ts'

export function KeysScreen() {
  const query = useQuery(keysQuery)
  const revoke = useRevokeKey()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const acts = mayAct(session.person)
  return (
    <Page
      title="API keys"
      intro="For machines of your organisation: a TAXII client, a script. A key is shown once and kept only as a hash."
    >
      <div className="stack">
        {acts ? (
          <Panel title="New key">
            <NewKey />
          </Panel>
        ) : null}
        <Panel title="Keys">
          <Fault error={revoke.error} />
          <Loaded query={query} what="keys">
            {(data) => (
              <KeysTable
                keys={data.items}
                onRevoke={acts ? (key) => revoke.mutate(key.id) : undefined}
              />
            )}
          </Loaded>
        </Panel>
      </div>
    </Page>
  )
}

function NewKey() {
  const [label, setLabel] = useState('')
  const [canWrite, setCanWrite] = useState(false)
  const create = useCreateKey()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ label: label.trim(), canWrite }, { onSuccess: () => setLabel('') })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row row-end">
        <TextInput
          label="What is it for"
          required
          maxLength={300}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
        <Checkbox
          label="May also write"
          checked={canWrite}
          onChange={(event) => setCanWrite(event.currentTarget.checked)}
        />
        <BusyButton
          type="submit"
          busy={create.isPending}
          missing={[!label.trim() && 'what it is for']}
        >
          Make a key
        </BusyButton>
      </div>
      <Fault error={create.error} />
      {create.data ? (
        <Note tone="warn">
          <p>
            <strong>Copy it now: it is not shown again.</strong>
          </p>
          <p className="mono">{create.data.secret}</p>
        </Note>
      ) : null}
    </form>
  )
}

function KeysTable(props: { keys: ApiKey[]; onRevoke: ((key: ApiKey) => void) | undefined }) {
  const { onRevoke } = props
  const columns: Column<ApiKey>[] = [
    { key: 'label', head: 'For', cell: (one) => one.label, sort: (one) => one.label },
    {
      key: 'may',
      head: 'May',
      cell: (one) => (one.canWrite ? 'read and write' : 'read'),
      sort: (one) => Number(one.canWrite),
    },
    {
      key: 'made',
      head: 'Made',
      cell: (one) => <When at={one.createdAt} />,
      sort: (one) => one.createdAt,
    },
    {
      key: 'used',
      head: 'Last used',
      cell: (one) => <When at={one.lastUsedAt} />,
      sort: (one) => one.lastUsedAt,
    },
    {
      key: 'act',
      head: 'State',
      cell: (one) =>
        one.revokedAt ? (
          <Tag tone="bad">Revoked</Tag>
        ) : onRevoke === undefined ? (
          <Tag tone="good">In use</Tag>
        ) : (
          <ConfirmButton
            label="Revoke"
            name={`Revoke the key for ${one.label}`}
            title="Revoke this key?"
            act="Revoke"
            onAct={() => onRevoke(one)}
          >
            Machines that use the key for {one.label} are refused at once. It cannot be undone; make
            a new key for them instead.
          </ConfirmButton>
        ),
    },
  ]
  return (
    <DataTable
      caption="API keys of your organisation"
      columns={columns}
      rows={props.keys}
      rowKey={(one) => one.id}
      order="-made"
      empty={<Empty title="No key yet" />}
    />
  )
}
