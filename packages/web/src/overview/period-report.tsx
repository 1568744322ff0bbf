import { getReport, getReportPage, getReportPdf } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { call, callForFile } from '../client.ts'
import { Download } from '../ui/download.tsx'
import { Panel } from '../ui/page.tsx'
import { dayAfter } from '../words/time.ts'

/** The report of a period of days, as a page to print and as JSON. */
export function PeriodReportPanel() {
  const [from, setFrom] = useState('')
  const [last, setLast] = useState('')
  const isPeriod = from !== '' && last !== '' && from <= last
  const name = `report-${from}-${last}`
  const query = { from: `${from}T00:00:00.000Z`, to: last === '' ? '' : dayAfter(last) }
  return (
    <Panel title="Report of a period">
      <div className="stack">
        <p className="soft small">
          What is on record, by days in UTC: each number with the entries of the log that it comes
          from; incident by incident, how long it took from the first sighting on record until
          offices were told, understood and acted, and what share of them was reached.
        </p>
        <div className="fields">
          <TextInput
            label="First day"
            type="date"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label="Last day"
            type="date"
            value={last}
            onChange={(event) => setLast(event.currentTarget.value)}
          />
        </div>
        {isPeriod ? (
          <div className="row">
            <Download
              label="Save as a page to print"
              name={`${name}.html`}
              load={() => call(getReportPage, { query })}
            />
            <Download
              label="Save as PDF"
              name={`${name}.pdf`}
              load={async () => (await callForFile(getReportPdf, { query })).blob}
            />
            <Download
              label="Save as JSON"
              name={`${name}.json`}
              load={async () => JSON.stringify(await call(getReport, { query }), null, 2)}
            />
          </div>
        ) : (
          <p className="soft small">Choose the first and the last day.</p>
        )}
      </div>
    </Panel>
  )
}
