import type { Call, CallSheet } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Empty, Loaded, Said } from '../ui/feedback.tsx'
import { countOf } from '../words/count-of.ts'
import { CallForm, EMPTY_CALL, type WrittenCall } from './call-form.tsx'
import { CallsFiles } from './calls-files.tsx'
import { CallsFilters } from './calls-filters.tsx'
import { isNarrowed, toFilter, type CallsSearch } from './calls-search.ts'
import { callsQuery } from './data.ts'
import { OfficeRow } from './office-row.tsx'
import { useClock } from './use-clock.ts'
import { OUTCOMES } from './words.ts'

type Open = { call: Call; place: string; written: WrittenCall }

type Asked = {
  /** Of this notice alone; without it of all own open ones. */
  notice?: string
  search: CallsSearch
  onSearch: (search: CallsSearch) => void
}

/** Offices to call, the most urgent first, each worked through where it stands. */
export function CallList(props: Asked) {
  const { notice, search, onSearch } = props
  const filter = toFilter(search, notice)
  const [open, setOpen] = useState<Open>()
  const [ended, setEnded] = useState<string>()
  const sheet = useQuery(callsQuery(filter))
  const begin = (call: Call, place: string) => {
    setEnded(undefined)
    setOpen({ call, place, written: EMPTY_CALL })
  }
  const form = open ? (
    <CallForm
      call={open.call}
      written={open.written}
      onWrite={(change) =>
        setOpen((was) => was && { ...was, written: { ...was.written, ...change } })
      }
      onEnded={(outcome) => {
        setOpen(undefined)
        setEnded(`${open.place}, ${open.call.title}: ${OUTCOMES[outcome]}. It is on record.`)
      }}
    />
  ) : null
  return (
    <div className="stack">
      <CallsFilters search={search} onSearch={onSearch} />
      {ended ? <Said takesFocus>{ended}</Said> : null}
      <Loaded query={sheet} what="the offices to call">
        {(loaded) => (
          <>
            <div className="row">
              <Total sheet={loaded} isNarrowed={isNarrowed(search)} />
              {loaded.items.length > 0 ? <CallsFiles filter={filter} /> : null}
            </div>
            <Offices sheet={loaded} withNotice={!notice} open={open} form={form} onCall={begin} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function Offices(props: {
  sheet: CallSheet & { heardAt: number }
  withNotice: boolean
  open: Open | undefined
  form: ReactNode
  onCall: (call: Call, place: string) => void
}) {
  const { sheet, open, form } = props
  const now = useClock(sheet.at, sheet.heardAt)
  const onPhone = open?.call.targetId
  const isListed = sheet.items.some(({ targetId }) => targetId === onPhone)
  return (
    <>
      {open && !isListed ? (
        <div className="office-row">
          <p>
            <strong>{open.place}</strong> is not in this list now: it has answered, the notice
            ended, or the filters leave it out.
          </p>
          {form}
        </div>
      ) : null}
      <ul className="plain-list office-rows">
        {sheet.items.map((office) => (
          <OfficeRow
            key={office.targetId}
            office={office}
            now={now}
            withNotice={props.withNotice}
            isBusy={open !== undefined}
            onCall={(call) => props.onCall(call, office.place)}
          >
            {onPhone === office.targetId ? form : null}
          </OfficeRow>
        ))}
      </ul>
    </>
  )
}

function Total({ sheet, isNarrowed: narrowed }: { sheet: CallSheet; isNarrowed: boolean }) {
  const { items, more } = sheet
  if (items.length === 0)
    return (
      <Empty title={narrowed ? 'Nothing that these filters leave' : 'No office need be called now'}>
        {narrowed
          ? null
          : 'Offices stand here once their time has run out or nobody can be mailed.'}
      </Empty>
    )
  const total = countOf(items.length + more, 'office')
  return (
    <p className="call-total">
      <strong>{total}</strong>
      {more > 0 ? `, the first ${items.length} of them shown; the CSV has all` : ''}
    </p>
  )
}
