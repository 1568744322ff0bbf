import type { Audience, Template } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { groupsQuery } from '../groups/data.ts'
import {
  audiencesQuery,
  isChoosable,
  templatesQuery,
  useDropAudience,
  useDropTemplate,
  whyUnusable,
} from '../releases/audience-data.ts'
import { AudienceForm } from './audience-form.tsx'
import { TemplateForm } from './template-form.tsx'

/** Whom a member often shares with and what it often says; neither admits anybody to anything. */
export function TemplatesScreen() {
  const audiences = useQuery(audiencesQuery)
  const groups = useQuery(groupsQuery)
  const dropAudience = useDropAudience()
  return (
    <Page
      title="Audiences and templates"
      intro="Saved for everybody of your organisation. An audience is a list of names: who of it receives anything, the rules say anew each time."
      actions={<Link to="/compose">Share something</Link>}
    >
      <div className="stack">
        <Panel title="Audiences">
          <div className="stack">
            <Loaded query={audiences} what="the audiences">
              {({ items }) => (
                <DataTable
                  caption="Audiences"
                  columns={audienceColumns((id) => dropAudience.mutate(id))}
                  rows={items}
                  rowKey={({ id }) => id}
                  empty={<Empty title="No audience is saved" />}
                />
              )}
            </Loaded>
            <Fault error={dropAudience.error} />
            <Loaded query={groups} what="your groups">
              {({ items }) => <AudienceForm groups={items} />}
            </Loaded>
          </div>
        </Panel>
        <Templates audiences={audiences.data?.items ?? []} />
      </div>
    </Page>
  )
}

function Templates({ audiences }: { audiences: Audience[] }) {
  const templates = useQuery(templatesQuery)
  const drop = useDropTemplate()
  const [edited, setEdited] = useState<Template>()
  const onDrop = (id: string) => {
    if (edited?.id === id) setEdited(undefined)
    drop.mutate(id)
  }
  return (
    <Panel title="Templates">
      <div className="stack">
        <Loaded query={templates} what="the templates">
          {({ items }) => (
            <DataTable
              caption="Templates"
              columns={templateColumns(audiences, setEdited, onDrop)}
              rows={items}
              rowKey={({ id }) => id}
              empty={<Empty title="No template is saved" />}
            />
          )}
        </Loaded>
        <Fault error={drop.error} />
        <TemplateForm
          key={edited ? `${edited.id} ${edited.version}` : 'new'}
          audiences={audiences}
          edited={edited}
          onEdit={setEdited}
        />
      </div>
    </Panel>
  )
}

function audienceColumns(onDrop: (id: string) => void): Column<Audience>[] {
  return [
    { key: 'name', head: 'Audience', cell: (one) => one.name, sort: (one) => one.name },
    { key: 'group', head: 'Group', cell: (one) => one.group.name },
    {
      key: 'whom',
      head: 'Whom',
      cell: (one) =>
        one.closed === 'left'
          ? 'not shown to whoever has left the group'
          : one.names
            ? one.named.map(({ name }) => name).join(', ')
            : 'all of the group',
    },
    {
      key: 'state',
      head: 'State',
      cell: (one) => (
        <>
          {isChoosable(one) ? (
            <Tag tone="good">Can be chosen</Tag>
          ) : (
            <>
              <Tag tone="warn">Cannot be chosen</Tag>{' '}
              <span className="small">{whyUnusable(one)}</span>
            </>
          )}
          {one.gone > 0 ? <span className="small"> {one.gone} no longer in the group</span> : null}
        </>
      ),
    },
    { key: 'by', head: 'Saved by', cell: (one) => one.savedBy },
    { key: 'at', head: 'On', cell: (one) => <When at={one.savedAt} /> },
    {
      key: 'drop',
      head: 'Delete',
      cell: (one) => (
        <ConfirmButton
          label="Delete"
          name={`Delete the audience ${one.name}`}
          title="Delete this audience?"
          act="Delete it"
          onAct={() => onDrop(one.id)}
        >
          Templates that use it then name no audience. What was released stays released.
        </ConfirmButton>
      ),
    },
  ]
}

function templateColumns(
  audiences: readonly Audience[],
  onEdit: (template: Template) => void,
  onDrop: (id: string) => void,
): Column<Template>[] {
  const nameOf = ({ draft }: Template) => {
    const audience = audiences.find(({ id }) => id === draft.audienceId)
    if (!audience) return 'none'
    const why = whyUnusable(audience)
    return why ? `${audience.name} (cannot be chosen: ${why})` : audience.name
  }
  return [
    { key: 'name', head: 'Template', cell: (one) => one.draft.name, sort: (one) => one.draft.name },
    { key: 'title', head: 'In one line', cell: (one) => one.draft.title },
    { key: 'audience', head: 'Audience', cell: nameOf },
    { key: 'by', head: 'Saved by', cell: (one) => one.savedBy },
    { key: 'at', head: 'On', cell: (one) => <When at={one.savedAt} /> },
    {
      key: 'change',
      head: 'Change',
      cell: (one) => (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={`Change the template ${one.draft.name}`}
          onClick={() => onEdit(one)}
        >
          Change
        </Button>
      ),
    },
    {
      key: 'drop',
      head: 'Delete',
      cell: (one) => (
        <ConfirmButton
          label="Delete"
          name={`Delete the template ${one.draft.name}`}
          title="Delete this template?"
          act="Delete it"
          onAct={() => onDrop(one.id)}
        >
          What was made with it stays.
        </ConfirmButton>
      ),
    },
  ]
}
