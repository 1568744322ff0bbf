import type { Member } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { MemberForm } from './member-form.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { SuspendButton } from './suspend-button.tsx'
import { membersQuery, useCreateMember, useSetMemberActive } from './data.ts'
import { KIND_NAMES } from '../words/names.ts'

export function MembersScreen() {
  const query = useQuery(membersQuery)
  const { open: openId } = useSearch({ from: '/desk/members' })
  const navigate = useNavigate()
  const setOpenId = (id: string | undefined) =>
    void navigate({ to: '/members', search: id ? { open: id } : {}, replace: true })
  const create = useCreateMember()
  const setActive = useSetMemberActive()
  const open = query.data?.items.find((member) => member.id === openId)
  return (
    <Page title="Members" intro="The organisations of this exchange and their people.">
      <div className="stack">
        <Panel title="Members">
          <Fault error={setActive.error} />
          <Loaded query={query} what="members">
            {(data) => (
              <MembersTable
                members={data.items}
                openId={openId}
                onOpen={setOpenId}
                onActive={(member) => setActive.mutate({ id: member.id, active: !member.active })}
              />
            )}
          </Loaded>
        </Panel>
        {open ? <PeoplePanel key={open.id} member={open} /> : null}
        <Panel title="Admit a member">
          <MemberForm
            busy={create.isPending}
            error={create.error}
            onCreate={(draft) =>
              create.mutate(draft, { onSuccess: (member) => setOpenId(member.id) })
            }
          />
        </Panel>
      </div>
    </Page>
  )
}

function MembersTable(props: {
  members: Member[]
  openId: string | undefined
  onOpen: (id: string | undefined) => void
  onActive: (member: Member) => void
}) {
  const columns: Column<Member>[] = [
    { key: 'name', head: 'Name', cell: (one) => one.name, sort: (one) => one.name },
    { key: 'kind', head: 'Kind', cell: (one) => KIND_NAMES[one.kind], sort: (one) => one.kind },
    {
      key: 'place',
      head: 'Place it serves',
      cell: (one) => one.place ?? '–',
      sort: (one) => one.place,
    },
    {
      key: 'since',
      head: 'Since',
      cell: (one) => <When at={one.createdAt} />,
      sort: (one) => one.createdAt,
    },
    {
      key: 'active',
      head: 'State',
      cell: (one) => (
        <Tag tone={one.active ? 'good' : 'bad'}>{one.active ? 'Active' : 'Suspended'}</Tag>
      ),
      sort: (one) => Number(one.active),
    },
    {
      key: 'act',
      head: 'Act',
      cell: (one) => (
        <span className="row">
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={one.id === props.openId}
            aria-label={`People of ${one.name}`}
            onClick={() => props.onOpen(one.id === props.openId ? undefined : one.id)}
          >
            People
          </Button>
          <SuspendButton name={one.name} active={one.active} onPress={() => props.onActive(one)} />
        </span>
      ),
    },
  ]
  return (
    <DataTable
      caption="Members"
      columns={columns}
      rows={props.members}
      rowKey={(one) => one.id}
      order="name"
      isPicked={(one) => one.id === props.openId}
      empty={<Empty title="No member yet" />}
    />
  )
}
