import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { countOf } from '../words/count-of.ts'
import { useProposeVendorChange } from './data.ts'
import {
  assumedOf,
  guessColumns,
  NEEDED_FIELDS,
  readRunTable,
  RUN_FIELDS,
  toRuns,
  type Assumed,
  type CellFault,
  type RunColumns,
  type RunField,
  type RunTable,
} from './runs-csv.ts'
import { SYSTEM_KIND_NAMES } from './words.ts'

const FAULT_COLUMNS: Column<CellFault>[] = [
  { key: 'row', head: 'Row', number: true, cell: (one) => one.row, sort: (one) => one.row },
  { key: 'message', head: 'Fault', cell: (one) => one.message },
]

type File_ = { name: string; table: RunTable; columns: RunColumns }

/** Reads a CSV of who runs what, with whatever headings, and proposes all of it or nothing. */
export function RunsImport() {
  const [file, setFile] = useState<File_>()
  const propose = useProposeVendorChange()
  const take = async (chosen: File) => {
    propose.reset()
    const table = readRunTable(await chosen.text())
    setFile({ name: chosen.name, table, columns: guessColumns(table.head) })
  }
  const change = (field: RunField, at: string) => {
    propose.reset()
    setFile((now) => now && { ...now, columns: withColumn(now.columns, field, at) })
  }
  return (
    <div className="stack">
      <FileDrop
        label="Choose a CSV file"
        hint="one row a place and system, with any headings"
        accept=".csv,text/csv"
        onFile={(chosen) => void take(chosen)}
      />
      {file ? <Columns file={file} onChange={change} /> : null}
      {file ? <WhatWasAssumed assumed={assumedOf(file.table, file.columns)} /> : null}
      {file ? <Proposal file={file} propose={propose} /> : null}
      <Fault error={propose.error} />
    </div>
  )
}

function withColumn(columns: RunColumns, field: RunField, at: string): RunColumns {
  const { [field]: _before, ...others } = columns
  return at === '' ? others : { ...others, [field]: Number(at) }
}

function Columns(props: { file: File_; onChange: (field: RunField, at: string) => void }) {
  const { file, onChange } = props
  return (
    <div className="fields">
      {RUN_FIELDS.map((field) => (
        <NativeSelect
          key={field}
          label={`Column for: ${field}`}
          value={file.columns[field] ?? ''}
          onChange={(event) => onChange(field, event.currentTarget.value)}
          data={[
            { value: '', label: NEEDED_FIELDS.includes(field) ? 'choose' : 'not in the table' },
            ...file.table.head.map((name, at) => ({
              value: String(at),
              label: name || `column ${at + 1}`,
            })),
          ]}
        />
      ))}
    </div>
  )
}

/** Kinds named before the rest is counted. */
const KINDS_NAMED = 30

/** What the file does not say itself and was read into it, before anything is proposed. */
function WhatWasAssumed({ assumed: { kinds, years, slashes } }: { assumed: Assumed }) {
  if (kinds.length + years + slashes === 0) return null
  return (
    <Note>
      <p>Read into the file; look whether it is right:</p>
      <ul>
        {kinds.slice(0, KINDS_NAMED).map(({ written, kind, rows }) => (
          <li key={written}>
            “{written}” is taken as {SYSTEM_KIND_NAMES[kind]}, in {countOf(rows, 'row')}
          </li>
        ))}
        {kinds.length > KINDS_NAMED ? (
          <li>and {countOf(kinds.length - KINDS_NAMED, 'other kind')}, not named here</li>
        ) : null}
        {years > 0 ? (
          <li>{countOf(years, 'day')} of which only the year is said: its 1 January</li>
        ) : null}
        {slashes > 0 ? (
          <li>{countOf(slashes, 'day')} with slashes, read as month/day/year</li>
        ) : null}
      </ul>
    </Note>
  )
}

/** What was read, what is wrong with it, and proposing it. */
function Proposal(props: { file: File_; propose: ReturnType<typeof useProposeVendorChange> }) {
  const { file, propose } = props
  const { runs, faults } = toRuns(file.table, file.columns)
  const answered = (propose.data?.faults ?? []).map(({ row, message }) => ({
    row: row + 2,
    message,
  }))
  const all = faults.length > 0 ? faults : answered
  const total = faults.length > 0 ? faults.length : (propose.data?.faulty ?? 0)
  const answer = propose.data
  const done = answer?.change
  return (
    <>
      {all.length > 0 ? (
        <>
          <Note tone="bad" role="alert">
            <p>
              {file.name}: {countOf(total, 'fault')}. Nothing is proposed; mend the file, or choose
              other columns.
            </p>
          </Note>
          <DataTable
            caption="Faults in the file"
            columns={FAULT_COLUMNS}
            rows={all.slice(0, 200)}
            rowKey={(one) => `${one.row} ${one.message}`}
          />
        </>
      ) : null}
      {answer && done ? (
        <Said takesFocus>
          {countOf(done.runsTotal, 'row')} proposed: {countOf(answer.newVendors, 'new vendor')},{' '}
          {countOf(answer.newSystems, 'new system')},{' '}
          {countOf(answer.newRuns, 'new entry', 'new entries')} of who runs what, {answer.onFile} on
          file already. Another person has to let it stand.
        </Said>
      ) : faults.length === 0 && runs.length > 0 ? (
        <div>
          <BusyButton
            busy={propose.isPending}
            onClick={() => propose.mutate({ vendors: [], runs })}
          >
            Propose {countOf(runs.length, 'row')}
          </BusyButton>
        </div>
      ) : null}
    </>
  )
}
