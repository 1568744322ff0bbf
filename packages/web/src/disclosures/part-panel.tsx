import { getOwnPart, type Disclosure, type OwnPart } from '@tocsin/api'
import { useState } from 'react'
import { call } from '../client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Fault, Note, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { useCorrect, useHandIn, useTakeOut } from './data.ts'
import { PART_NAMES } from './words.ts'

const COLUMNS: Column<OwnPart>[] = [
  { key: 'seq', head: 'Part', cell: ({ seq }) => `#${seq}`, sort: ({ seq }) => seq },
  { key: 'state', head: 'State', cell: ({ state }) => PART_NAMES[state] },
  { key: 'at', head: 'Handed in', cell: ({ handedInAt }) => <When at={handedInAt} seconds /> },
  {
    key: 'records',
    head: 'Records',
    cell: ({ records }) => records.toLocaleString('en'),
    number: true,
  },
  {
    key: 'digest',
    head: 'Commitment',
    cell: ({ digest }) => <span className="mono wrapped small">{digest}</span>,
  },
  {
    key: 'log',
    head: 'Entry of the log',
    cell: ({ logIndex }) => (
      <a href={`/api/receipts/${logIndex}`} download>
        #{logIndex}, its receipt
      </a>
    ),
  },
]

/** The own part: handed in, replaced and taken out until its instant, and corrected afterwards. */
export function PartPanel({ one }: { one: Disclosure }) {
  return (
    <Panel title="Your part">
      <div className="stack">
        {one.opened ? <Correct one={one} /> : <HandIn one={one} />}
        <DataTable
          caption="Parts that your organisation handed in"
          columns={COLUMNS}
          rows={one.ownParts}
          rowKey={({ seq }) => String(seq)}
          empty={<Empty title="Nothing was handed in yet" />}
        />
        {one.ownParts.some(({ state }) => state === 'sealed' || state === 'opened') ? (
          <div className="row">
            <Download
              label="Save it as the exchange read it"
              name="part.json"
              load={async () =>
                JSON.stringify(await call(getOwnPart, { params: { id: one.id } }), null, 2)
              }
            />
          </div>
        ) : null}
      </div>
    </Panel>
  )
}

const ACCEPT = '.json,.csv,application/json,text/csv'

function HandIn({ one }: { one: Disclosure }) {
  const handIn = useHandIn(one.id)
  const takeOut = useTakeOut(one.id)
  return (
    <>
      <p>
        Sealed from here until your instant. You may replace it or take it out until then; the log
        commits to each at once.
      </p>
      <FileDrop
        label={one.handedIn ? 'Replace your part' : 'Hand in your part'}
        hint="JSON or CSV, at most 24 MiB and 100,000 records"
        accept={ACCEPT}
        busy={handIn.isPending}
        onFile={(file) => handIn.mutate(file)}
      />
      {handIn.isSuccess ? (
        <Said takesFocus>
          <p>
            Part #{handIn.data.seq} is sealed: {handIn.data.records.toLocaleString('en')} records.
          </p>
        </Said>
      ) : null}
      <Fault error={handIn.error ?? takeOut.error} />
      {one.handedIn ? (
        <div className="row">
          <ConfirmButton
            label="Take it out"
            name="Take your part out"
            title="Take your part out?"
            act="Take it out"
            onAct={() => takeOut.mutate()}
          >
            It is deleted. Unless another is handed in, your organisation is shown as missing at the
            instant.
          </ConfirmButton>
        </div>
      ) : null}
    </>
  )
}

function Correct({ one }: { one: Disclosure }) {
  const [file, setFile] = useState<File>()
  const correct = useCorrect(one.id)
  const isLate = one.ownParts.every(({ state }) => state !== 'opened')
  const act = isLate ? 'Hand it in late' : 'Correct it'
  return (
    <>
      <Note tone="warn">
        <p>
          {isLate
            ? 'Your part was missing at its instant. One that you hand in now is public at once, as the next version.'
            : 'A correction is your whole part anew and says under corrections what was wrong. It is public at once, as the next version; the versions before it stay.'}
        </p>
      </Note>
      <FileDrop
        label={isLate ? 'Choose your part' : 'Choose the corrected part'}
        hint={file ? file.name : 'JSON or CSV'}
        accept={ACCEPT}
        busy={correct.isPending}
        onFile={setFile}
      />
      {file ? (
        <div className="row">
          <ConfirmButton
            label={act}
            name={act}
            title="Make it public now?"
            act="Make it public"
            onAct={() => correct.mutate(file, { onSuccess: () => setFile(undefined) })}
          >
            Everybody can read it from then on, and nothing takes it off again.
          </ConfirmButton>
        </div>
      ) : null}
      {correct.isSuccess ? (
        <Said takesFocus>
          <p>Version {correct.data.version} is public.</p>
        </Said>
      ) : null}
      <Fault error={correct.error} />
    </>
  )
}
