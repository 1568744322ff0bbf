import type { ContactChange, Jurisdiction } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Loaded, Said } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { When } from '../ui/marks.tsx'
import { reachWords } from '../words/ways.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { ChangeContact, useMayChange } from './change-contact.tsx'
import { pairChanges, toPutBack, type Changed } from './contact-changes.ts'
import { contactChangesQuery } from './data.ts'

function columnsOf(isWhole: boolean): Column<Changed>[] {
  const nothing = isWhole ? 'nobody' : 'in an older change, not shown yet'
  return [
    {
      key: 'at',
      head: 'From, by',
      cell: (one) => (
        <>
          <When at={one.at} />
          <div className="soft small">{doerOf(one)}</div>
        </>
      ),
      sort: (one) => one.at,
    },
    {
      key: 'role',
      head: 'Office',
      cell: (one) =>
        `${OFFICE_ROLE_NAMES[one.role]}, ${one.rank === 0 ? 'primary' : `alternate ${one.rank}`}`,
      sort: (one) => `${one.role} ${one.rank}`,
    },
    { key: 'now', head: 'On file', cell: (one) => wordsOf(one) },
    { key: 'before', head: 'Before', cell: (one) => (one.before ? wordsOf(one.before) : nothing) },
  ]
}

/** Nothing is undone unseen: the form shows what would stand there again, and it is kept as a change of its own. */
function putBackColumn(place: string, onChoose: (one: Changed) => void): Column<Changed> {
  return {
    key: 'put-back',
    head: 'Put back',
    cell: (one) =>
      toPutBack(one, place) ? (
        <Button
          variant="default"
          size="compact-xs"
          aria-label={`Put back ${one.title}, change ${one.id}`}
          onClick={() => onChoose(one)}
        >
          Put back
        </Button>
      ) : null,
  }
}

function doerOf({ by, personName, logIndex }: ContactChange): string {
  if (!by) return 'by whom is not known'
  return `${personName ?? by.name}${logIndex === undefined ? '' : `, log entry ${logIndex}`}`
}

function wordsOf(one: ContactChange): string {
  if (one.erasedAt) return 'erased'
  return [one.title, one.email, one.phone, ...reachWords(one)].filter(Boolean).join(', ')
}

/** Who held the roles of an office, since when, and who wrote it down. */
export function ContactHistory(props: { place: Jurisdiction }) {
  const { place } = props
  const query = useInfiniteQuery(contactChangesQuery(place.id))
  const [chosen, setChosen] = useState<Changed>()
  const [done, setDone] = useState<string>()
  const mayChange = useMayChange()
  const again = chosen && toPutBack(chosen, place.id)
  const columns = (isWhole: boolean) =>
    mayChange ? [...columnsOf(isWhole), putBackColumn(place.id, setChosen)] : columnsOf(isWhole)
  return (
    <Loaded query={query} what="the history of contacts">
      {(data) => (
        <div className="stack">
          {done ? <Said>{done}</Said> : null}
          <DataTable
            caption={`Changes of contacts of ${place.name}`}
            columns={columns(!query.hasNextPage)}
            rows={pairChanges(itemsOf(data, (one) => one.id))}
            isPaged
            rowKey={(one) => String(one.id)}
            empty={<p className="soft">No change is on record.</p>}
          />
          <MoreButton query={query} />
          {chosen && again ? (
            <ChangeContact
              key={chosen.id}
              before={again}
              place={place.name}
              placeZone={place.timeZone !== undefined}
              why={`Put back as it stood from ${chosen.at.slice(0, 10)}`}
              onDone={(said) => {
                setDone(said)
                setChosen(undefined)
              }}
              onCancel={() => setChosen(undefined)}
            />
          ) : null}
          {data.pages[0]?.unknownBefore ? (
            <p className="soft small">
              Changes before <When at={data.pages[0].unknownBefore} /> were not kept.
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}
