import { composedKey, type ComposedItem } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Tag } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { isHomeless, kindOf } from './composition.ts'
import { EditItem } from './edit-item.tsx'
import { nameOfPlatform, PLATFORM_CHOICES } from './platforms.ts'
import { countOf } from '../words/count-of.ts'

type Acts = {
  onPlatform: (keys: ReadonlySet<string>, platform: string) => void
  onRemove: (keys: ReadonlySet<string>) => void
  onChange: (key: string, item: ComposedItem) => void
}

/** What was read: sorted, filtered, changed one by one or many at once. */
export function ItemsPanel(props: { items: readonly ComposedItem[] } & Acts) {
  const { items, onRemove, onChange } = props
  const [filter, setFilter] = useState('')
  const [edited, setEdited] = useState<ComposedItem>()
  const wanted = filter.trim().toLowerCase()
  const shown = useMemo(
    () => items.filter((item) => wanted === '' || textOf(item).includes(wanted)),
    [items, wanted],
  )
  const columns = columnsOf({
    onEdit: setEdited,
    onRemove: (item) => onRemove(new Set([composedKey(item)])),
  })
  if (items.length === 0) return null
  return (
    <Panel title="What was read" aside={countWords(items)}>
      <div className="stack">
        <TextInput
          label="Show only rows with"
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
        <Together shown={shown} isFiltered={wanted !== ''} {...props} />
        <DataTable
          caption="What was read"
          columns={columns}
          rows={shown}
          rowKey={composedKey}
          empty={<Empty title="No row has that" />}
        />
        {edited ? (
          <EditItem
            item={edited}
            onEnd={() => setEdited(undefined)}
            onChange={(item) => onChange(composedKey(edited), item)}
          />
        ) : null}
      </div>
    </Panel>
  )
}

/** What is done to all rows that are shown. */
function Together(props: { shown: readonly ComposedItem[]; isFiltered: boolean } & Acts) {
  const { shown, isFiltered } = props
  const [platform, setPlatform] = useState('')
  const accounts = shown.filter(({ kind }) => kind === 'account')
  const homeless = accounts.filter(isHomeless)
  const meant = homeless.length > 0 ? homeless : accounts
  const keysOf = (list: readonly ComposedItem[]) => new Set(list.map(composedKey))
  const count = shown.length.toLocaleString('en')
  return (
    <div className="row">
      {accounts.length > 0 ? (
        <>
          <NativeSelect
            aria-label={`Platform of ${countOf(meant.length, 'account')}`}
            value={platform}
            onChange={(event) => setPlatform(event.currentTarget.value)}
            data={[{ value: '', label: 'platform …' }, ...PLATFORM_CHOICES]}
          />
          <Button
            variant={homeless.length > 0 ? 'filled' : 'default'}
            disabled={platform === ''}
            onClick={() => props.onPlatform(keysOf(meant), platform)}
          >
            Set for {countOf(meant.length, 'account')}
            {homeless.length > 0 ? ' without one' : ''}
          </Button>
        </>
      ) : null}
      {isFiltered && shown.length > 0 ? (
        <ConfirmButton
          label={`Remove the ${count} shown`}
          name={`Remove the ${countOf(shown.length, 'row')} shown`}
          title={`Remove ${countOf(shown.length, 'row')}?`}
          act="Remove them"
          onAct={() => props.onRemove(keysOf(shown))}
        >
          They are then not shared. Rows that are not shown stay.
        </ConfirmButton>
      ) : null}
    </div>
  )
}

function columnsOf(acts: {
  onEdit: (item: ComposedItem) => void
  onRemove: (item: ComposedItem) => void
}): Column<ComposedItem>[] {
  return [
    {
      key: 'value',
      head: 'What',
      cell: (item) => <Named item={item} />,
      sort: (item) => item.value.toLowerCase(),
    },
    { key: 'kind', head: 'Kind', cell: kindOf, sort: kindOf },
    {
      key: 'platform',
      head: 'Platform',
      cell: platformCell,
      sort: (item) => (isHomeless(item) ? '' : (item.platform ?? '~')),
    },
    {
      key: 'remark',
      head: 'Remark',
      cell: (item) => item.remark ?? '–',
      sort: (item) => item.remark ?? '',
    },
    { key: 'row', head: 'Row', number: true, cell: (item) => item.row, sort: (item) => item.row },
    {
      key: 'acts',
      head: 'Change',
      cell: (item) => (
        <span className="row">
          {item.kind === 'object' ? null : (
            <button
              type="button"
              className="link"
              aria-label={`Edit ${item.value}`}
              onClick={() => acts.onEdit(item)}
            >
              Edit
            </button>
          )}
          <button
            type="button"
            className="link"
            aria-label={`Remove ${item.value}`}
            onClick={() => acts.onRemove(item)}
          >
            Remove
          </button>
        </span>
      ),
    },
  ]
}

function Named({ item }: { item: ComposedItem }) {
  const also = [
    item.displayName,
    item.userId === item.value ? undefined : item.userId,
    item.media?.name,
    item.media?.pdq ? `PDQ ${item.media.pdq}` : undefined,
  ]
  const extra = also.filter(Boolean).join(' · ')
  return (
    <>
      <span>{item.value}</span>
      {extra ? <span className="soft small"> {extra}</span> : null}
    </>
  )
}

function platformCell(item: ComposedItem) {
  if (item.kind !== 'account') return '–'
  return item.platform ? nameOfPlatform(item.platform) : <Tag tone="bad">missing</Tag>
}

function textOf(item: ComposedItem): string {
  const { value, platform = '', displayName = '', remark = '' } = item
  const missing = isHomeless(item) ? 'missing' : ''
  return [value, kindOf(item), platform, displayName, remark, missing].join(' ').toLowerCase()
}

function countWords(items: readonly ComposedItem[]): string {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(kindOf(item), (counts.get(kindOf(item)) ?? 0) + 1)
  return [...counts].map(([kind, n]) => `${kind}: ${n.toLocaleString('en')}`).join(', ')
}
