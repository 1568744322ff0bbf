import { composedKey, type ComposedItem, type ReplyOf, type checkComposed } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { MemberName } from '../members/member-name.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { checkQuery } from './data.ts'

type Checked = ReplyOf<typeof checkComposed>
type Known = Checked['known'][number]
type Remove = (keys: ReadonlySet<string>) => void

const SHOWN = 20

/** Before anything leaves: what is here already, and what stands on lists of what is not to be sent by mistake. */
export function ChecksPanel(props: { items: readonly ComposedItem[]; onRemove: Remove }) {
  const { items, onRemove } = props
  const checks = useQuery(checkQuery(items))
  if (items.length === 0) return null
  const remove = (values: readonly string[]) => {
    const gone = new Set(values)
    const keys = items.filter((item) => gone.has(valueOf(item))).map(composedKey)
    onRemove(new Set(keys))
  }
  return (
    <Panel title="Before it leaves">
      <Loaded query={checks} what="what is known of it">
        {(data) => (
          <div className="stack">
            {data.warnings.map((one) => (
              <WarningNote key={`${one.list} ${one.what}`} warning={one} onRemove={remove} />
            ))}
            {data.warnings.length === 0 ? (
              <p>None of it stands on a warning list of this exchange.</p>
            ) : null}
            <KnownTable checked={data} onRemove={onRemove} />
            <details>
              <summary>Lists that it was not held against</summary>
              {data.absent.map((line) => (
                <p className="soft small" key={line}>
                  {line}
                </p>
              ))}
            </details>
          </div>
        )}
      </Loaded>
    </Panel>
  )
}

/** An object given as STIX is told by what it is about. */
function valueOf(item: ComposedItem): string {
  const { value } = (item.object ?? {}) as { value?: unknown }
  return typeof value === 'string' ? value : item.value
}

function WarningNote(props: {
  warning: Checked['warnings'][number]
  onRemove: (values: readonly string[]) => void
}) {
  const { what, values } = props.warning
  const count = values.length.toLocaleString('en')
  return (
    <Note tone="warn">
      <p>
        <strong>{count}</strong> on the list: {what}.{' '}
        <span className="mono">{values.slice(0, SHOWN).join(', ')}</span>
        {values.length > SHOWN ? ` and ${values.length - SHOWN} more` : ''}
      </p>
      <Button variant="default" size="compact-sm" onClick={() => props.onRemove(values)}>
        Remove {values.length === 1 ? 'it' : `these ${count}`}
      </Button>
    </Note>
  )
}

const COLUMNS: Column<Known>[] = [
  { key: 'value', head: 'What', cell: (one) => one.value, sort: (one) => one.value },
  {
    key: 'from',
    head: 'From',
    cell: (one) => <MemberName member={one.from} />,
    sort: (one) => one.from.name,
  },
  { key: 'tlp', head: 'Under', cell: (one) => <TlpMark tlp={one.tlp} />, sort: (one) => one.tlp },
  {
    key: 'release',
    head: 'In',
    cell: (one) => (
      <Link to="/releases/$id" params={{ id: one.releaseId }}>
        {one.title}
      </Link>
    ),
    sort: (one) => one.title,
  },
  {
    key: 'at',
    head: 'On',
    cell: (one) => <When at={one.releasedAt} />,
    sort: (one) => one.releasedAt,
  },
]

function KnownTable(props: { checked: Checked; onRemove: Remove }) {
  const { known, knownIsCapped } = props.checked
  if (known.length === 0) return <p>None of it is in a release that you may read.</p>
  return (
    <>
      <p>
        <strong>{known.length.toLocaleString('en')}</strong> here already
        {knownIsCapped ? '; there are more, which are not listed' : ''}:
      </p>
      <DataTable
        caption="Here already"
        columns={COLUMNS}
        rows={known}
        rowKey={(one) => `${one.key} ${one.releaseId}`}
      />
      <div className="row">
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => props.onRemove(new Set(known.map(({ key }) => key)))}
        >
          Remove those listed
        </Button>
      </div>
    </>
  )
}
